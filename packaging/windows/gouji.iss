; Installer for Windows, for one user, without administrator rights. Not tried yet.
; After `python packaging/build.py` on Windows: iscc packaging\windows\gouji.iss

#define Version "0.1.0"

[Setup]
AppId={{6F0D4A52-7C58-4E0A-9C0E-3B3A8F1F9A61}
AppName=Gouji 勾稽
AppVersion={#Version}
AppPublisher=Gouji
DefaultDirName={autopf}\Gouji
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
ChangesAssociations=yes
LicenseFile=..\..\LICENSE
SetupIconFile=..\..\resources\icons\gouji.ico
UninstallDisplayIcon={app}\gouji.exe
OutputDir=..\..\dist
OutputBaseFilename=gouji-{#Version}-setup
Compression=lzma2
SolidCompression=yes
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible

[Files]
Source: "..\..\dist\gouji\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[Icons]
Name: "{autoprograms}\Gouji 勾稽"; Filename: "{app}\gouji.exe"
Name: "{autodesktop}\Gouji 勾稽"; Filename: "{app}\gouji.exe"; Tasks: desktopicon

[Tasks]
Name: desktopicon; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked

[Registry]
Root: HKA; Subkey: "Software\Classes\.gouji"; ValueType: string; ValueData: "Gouji.Project"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\Gouji.Project"; ValueType: string; ValueData: "Gouji 勾稽"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Gouji.Project\DefaultIcon"; ValueType: string; ValueData: "{app}\gouji.exe,0"
Root: HKA; Subkey: "Software\Classes\Gouji.Project\shell\open\command"; ValueType: string; ValueData: """{app}\gouji.exe"" ""%1"""

[Run]
Filename: "{app}\gouji.exe"; Description: "{cm:LaunchProgram,Gouji}"; Flags: nowait postinstall skipifsilent
