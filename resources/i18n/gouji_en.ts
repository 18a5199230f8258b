<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en_US">
<context>
    <name>AssignDialog</name>
    <message numerus="yes">
        <source>%n cell(s) of the form are filled.</source>
        <translation>
            <numerusform>%n cell of the form is filled.</numerusform>
            <numerusform>%n cells of the form are filled.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them hold something else now (→).</source>
        <translation>
            <numerusform>%n of them holds something else now (→).</numerusform>
            <numerusform>%n of them hold something else now (→).</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Assigning</name>
    <message numerus="yes">
        <source>Form {0} has no place for %n filled cell(s) ({1}).</source>
        <translation>
            <numerusform>Form {0} has no place for %n filled cell ({1}).</numerusform>
            <numerusform>Form {0} has no place for %n filled cells ({1}).</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HistoryPanel</name>
    <message numerus="yes">
        <source>Take back the whole step (%n)</source>
        <translation>
            <numerusform>Take back the whole step (%n)</numerusform>
            <numerusform>Take back the whole step (%n)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Parking</name>
    <message numerus="yes">
        <source>Park %n report(s)? They come last and stay counted.</source>
        <translation>
            <numerusform>Park %n report? It comes last and stays counted.</numerusform>
            <numerusform>Park %n reports? They come last and stay counted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Take %n parked report(s) up again?</source>
        <translation>
            <numerusform>Take %n parked report up again?</numerusform>
            <numerusform>Take %n parked reports up again?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Parked: %n report(s).</source>
        <translation>
            <numerusform>Parked: %n report.</numerusform>
            <numerusform>Parked: %n reports.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Taken up again: %n report(s).</source>
        <translation>
            <numerusform>Taken up again: %n report.</numerusform>
            <numerusform>Taken up again: %n reports.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Parting</name>
    <message numerus="yes">
        <source>%n cell(s) go there with all that was done in them.</source>
        <translation>
            <numerusform>%n cell goes there with all that was done in it.</numerusform>
            <numerusform>%n cells go there with all that was done in them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In %n cell(s) they say different things ({0}).</source>
        <translation>
            <numerusform>In %n cell they say different things ({0}).</numerusform>
            <numerusform>In %n cells they say different things ({0}).</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PasteBar</name>
    <message numerus="yes">
        <source>The block changes %n cell(s)</source>
        <translation>
            <numerusform>The block changes %n cell</numerusform>
            <numerusform>The block changes %n cells</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Replacing changes %n cell(s)</source>
        <translation>
            <numerusform>Replacing changes %n cell</numerusform>
            <numerusform>Replacing changes %n cells</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Removing</name>
    <message numerus="yes">
        <source>Remove %n document(s) from the project?</source>
        <translation>
            <numerusform>Remove %n document from the project?</numerusform>
            <numerusform>Remove %n documents from the project?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n report(s) go with it.</source>
        <translation>
            <numerusform>%n report goes with it.</numerusform>
            <numerusform>%n reports go with it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Removed: %n document(s).</source>
        <translation>
            <numerusform>Removed: %n document.</numerusform>
            <numerusform>Removed: %n documents.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Renewing</name>
    <message numerus="yes">
        <source>%n file(s) have changed on disk since they were read.</source>
        <translation>
            <numerusform>%n file has changed on disk since it was read.</numerusform>
            <numerusform>%n files have changed on disk since they were read.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n report(s) seem to be new versions of others.</source>
        <translation>
            <numerusform>%n report seems to be a new version of another.</numerusform>
            <numerusform>%n reports seem to be new versions of others.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Rereading</name>
    <message numerus="yes">
        <source>Reading %n cell(s) again…</source>
        <translation>
            <numerusform>Reading %n cell again…</numerusform>
            <numerusform>Reading %n cells again…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cell(s) may say something else.</source>
        <translation>
            <numerusform>%n cell may say something else.</numerusform>
            <numerusform>%n cells may say something else.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cell(s) changed by the new lines.</source>
        <translation>
            <numerusform>%n cell changed by the new lines.</numerusform>
            <numerusform>%n cells changed by the new lines.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message numerus="yes">
        <source>about %n s left</source>
        <translation>
            <numerusform>about %n s left</numerusform>
            <numerusform>about %n s left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n min left</source>
        <translation>
            <numerusform>about %n min left</numerusform>
            <numerusform>about %n min left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>VersionDialog</name>
    <message numerus="yes">
        <source>%n cell(s) read otherwise.</source>
        <translation>
            <numerusform>%n cell read otherwise.</numerusform>
            <numerusform>%n cells read otherwise.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of your entries hold for the new version.</source>
        <translation>
            <numerusform>%n of your entries holds for the new version.</numerusform>
            <numerusform>%n of your entries hold for the new version.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of your corrections do not fit it any more.</source>
        <translation>
            <numerusform>%n of your corrections does not fit it any more.</numerusform>
            <numerusform>%n of your corrections do not fit it any more.</numerusform>
        </translation>
    </message>
</context>
</TS>
