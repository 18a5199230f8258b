<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en_US">
<context>
    <name>Actions</name>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Review</source>
        <translation>核对(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>Suggestions</source>
        <translation>建议</translation>
    </message>
    <message>
        <source>Layout of the table</source>
        <translation>调整表格</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>打开…</translation>
    </message>
    <message>
        <source>Add folder…</source>
        <translation>添加文件夹…</translation>
    </message>
    <message>
        <source>New report from copied text</source>
        <translation>用复制的文字新建报告</translation>
    </message>
    <message>
        <source>Open the sample</source>
        <translation>打开示例</translation>
    </message>
    <message>
        <source>Remove from the project…</source>
        <translation>从项目中移除…</translation>
    </message>
    <message>
        <source>New versions…</source>
        <translation>新版报告…</translation>
    </message>
    <message>
        <source>Save project as…</source>
        <translation>项目另存为…</translation>
    </message>
    <message>
        <source>Close project</source>
        <translation>关闭项目</translation>
    </message>
    <message>
        <source>Export workbook…</source>
        <translation>导出工作簿…</translation>
    </message>
    <message>
        <source>Feedback letter…</source>
        <translation>反馈意见…</translation>
    </message>
    <message>
        <source>Feedback letters to all agencies…</source>
        <translation>全部机关的反馈意见…</translation>
    </message>
    <message>
        <source>Project settings…</source>
        <translation>项目设置…</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>设置…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>剪切</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>粘贴</translation>
    </message>
    <message>
        <source>Leave blank</source>
        <translation>清空单元格</translation>
    </message>
    <message>
        <source>Edit the cell</source>
        <translation>编辑单元格</translation>
    </message>
    <message>
        <source>Find…</source>
        <translation>查找…</translation>
    </message>
    <message>
        <source>Find next</source>
        <translation>查找下一个</translation>
    </message>
    <message>
        <source>Find previous</source>
        <translation>查找上一个</translation>
    </message>
    <message>
        <source>Replace…</source>
        <translation>替换…</translation>
    </message>
    <message>
        <source>Search reports</source>
        <translation>搜索报告</translation>
    </message>
    <message>
        <source>Previous problem</source>
        <translation>上一处问题</translation>
    </message>
    <message>
        <source>Next problem</source>
        <translation>下一处问题</translation>
    </message>
    <message>
        <source>Look here next</source>
        <translation>看下一个要紧的单元格</translation>
    </message>
    <message>
        <source>Copy the problem in words</source>
        <translation>复制问题说明</translation>
    </message>
    <message>
        <source>Accept the cell and go on</source>
        <translation>确认无误，到下一处问题</translation>
    </message>
    <message>
        <source>As in source…</source>
        <translation>原文如此…</translation>
    </message>
    <message>
        <source>Doubtful: look again later</source>
        <translation>存疑，稍后再看</translation>
    </message>
    <message>
        <source>Read the cells again</source>
        <translation>重新识别所选单元格</translation>
    </message>
    <message>
        <source>Redraw the lines of the table</source>
        <translation>重画表格线</translation>
    </message>
    <message>
        <source>Shift the cells left</source>
        <translation>左移一格</translation>
    </message>
    <message>
        <source>Shift the cells right</source>
        <translation>右移一格</translation>
    </message>
    <message>
        <source>Shift the cells up</source>
        <translation>上移一格</translation>
    </message>
    <message>
        <source>Shift the cells down</source>
        <translation>下移一格</translation>
    </message>
    <message>
        <source>Shift all columns of the table left</source>
        <translation>整表数值列左移</translation>
    </message>
    <message>
        <source>Shift all columns of the table right</source>
        <translation>整表数值列右移</translation>
    </message>
    <message>
        <source>Insert a row of values</source>
        <translation>插入一行数值</translation>
    </message>
    <message>
        <source>Delete the row of values</source>
        <translation>删除一行数值</translation>
    </message>
    <message>
        <source>Swap two rows, columns or cells</source>
        <translation>互换两行、两列或两格</translation>
    </message>
    <message>
        <source>Merge the cells</source>
        <translation>合并单元格</translation>
    </message>
    <message>
        <source>Divide the cell</source>
        <translation>拆分单元格</translation>
    </message>
    <message>
        <source>Assign the table to the form…</source>
        <translation>把该表指定为表样中的表…</translation>
    </message>
    <message>
        <source>Set the form of the report…</source>
        <translation>指定报告的表样…</translation>
    </message>
    <message>
        <source>Divide the report at this page…</source>
        <translation>从本页起拆分报告…</translation>
    </message>
    <message>
        <source>Join with the next report of the document…</source>
        <translation>与同一文件的下一份报告合并…</translation>
    </message>
    <message>
        <source>Correct agency and year</source>
        <translation>更正单位与年度</translation>
    </message>
    <message>
        <source>Take suggestion 1</source>
        <translation>采用建议 1</translation>
    </message>
    <message>
        <source>Take suggestion 2</source>
        <translation>采用建议 2</translation>
    </message>
    <message>
        <source>Take suggestion 3</source>
        <translation>采用建议 3</translation>
    </message>
    <message>
        <source>Take suggestion 4</source>
        <translation>采用建议 4</translation>
    </message>
    <message>
        <source>Take suggestion 5</source>
        <translation>采用建议 5</translation>
    </message>
    <message>
        <source>Previous report</source>
        <translation>上一份报告</translation>
    </message>
    <message>
        <source>Next report</source>
        <translation>下一份报告</translation>
    </message>
    <message>
        <source>Next unfinished report</source>
        <translation>下一份未核完的报告</translation>
    </message>
    <message>
        <source>Mark as reviewed and go on</source>
        <translation>标为已核，到下一份</translation>
    </message>
    <message>
        <source>Park, or take up again</source>
        <translation>搁置或恢复</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>放大原文</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>缩小原文</translation>
    </message>
    <message>
        <source>Fit the page</source>
        <translation>适合宽度</translation>
    </message>
    <message>
        <source>Tables larger</source>
        <translation>放大表格</translation>
    </message>
    <message>
        <source>Tables smaller</source>
        <translation>缩小表格</translation>
    </message>
    <message>
        <source>Tables in the usual size</source>
        <translation>表格恢复原大小</translation>
    </message>
    <message>
        <source>Page follows the cell</source>
        <translation>原件跟随当前格</translation>
    </message>
    <message>
        <source>Magnify the source (hold)</source>
        <translation>放大原件（按住）</translation>
    </message>
    <message>
        <source>Turn the page</source>
        <translation>旋转页面</translation>
    </message>
    <message>
        <source>Cells that no rule protects</source>
        <translation>标出无规则保护的单元格</translation>
    </message>
    <message>
        <source>Next panel</source>
        <translation>下一个面板</translation>
    </message>
    <message>
        <source>Previous panel</source>
        <translation>上一个面板</translation>
    </message>
    <message>
        <source>Next table</source>
        <translation>下一张表</translation>
    </message>
    <message>
        <source>Previous table</source>
        <translation>上一张表</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>报告列表</translation>
    </message>
    <message>
        <source>Source page</source>
        <translation>原文页面</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>Source of the cells</source>
        <translation>原文截图</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>问题列表</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Compare years and agencies</source>
        <translation>年度与单位对比</translation>
    </message>
    <message>
        <source>My progress</source>
        <translation>我的进度</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Marks</source>
        <translation>标记说明</translation>
    </message>
    <message>
        <source>Short tour</source>
        <translation>快速导览</translation>
    </message>
    <message>
        <source>Show the log file</source>
        <translation>打开日志所在文件夹</translation>
    </message>
    <message>
        <source>About Gouji</source>
        <translation>关于勾稽</translation>
    </message>
</context>
<context>
    <name>AssignDialog</name>
    <message numerus="yes">
        <source>%n cell(s) of the form are filled.</source>
        <translation>
            <numerusform>将填入 %n 格。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them hold something else now (→).</source>
        <translation>
            <numerusform>其中 %n 格现有别的内容（→）。</numerusform>
        </translation>
    </message>
    <message>
        <source>The table itself stays as it is.</source>
        <translation>原表保持不变。</translation>
    </message>
    <message>
        <source>Assign the table to the form</source>
        <translation>把该表指定为表样中的表</translation>
    </message>
    <message>
        <source>&amp;Table of the form:</source>
        <translation>表样中的表(&amp;T)：</translation>
    </message>
    <message>
        <source>&amp;Rows and columns:</source>
        <translation>行列对应(&amp;R)：</translation>
    </message>
    <message>
        <source>Values &amp;begin in row</source>
        <translation>数值起始行(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;column</source>
        <translation>列(&amp;C)</translation>
    </message>
    <message>
        <source> (form {0})</source>
        <translation>（{0} 年表样）</translation>
    </message>
    <message>
        <source>By their labels</source>
        <translation>按行列名称</translation>
    </message>
    <message>
        <source>In their order</source>
        <translation>按先后次序</translation>
    </message>
    <message>
        <source>As put by hand</source>
        <translation>按手动放置</translation>
    </message>
    <message>
        <source>Wrong place? Drag a column or a row by its number, or the chosen cells, from the left onto the form. Delete takes a cell out.</source>
        <translation>位置不对？按住左侧的列号、行号或选中的单元格，拖到右侧的表上。Delete 键去掉一个单元格。</translation>
    </message>
    <message>
        <source>The table as it is printed</source>
        <translation>原文中的表</translation>
    </message>
    <message>
        <source>What the form would hold</source>
        <translation>指定后表样中的内容</translation>
    </message>
    <message>
        <source>&amp;Assign</source>
        <translation>指定(&amp;A)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>Assigning</name>
    <message>
        <source>Leave it</source>
        <translation>不改</translation>
    </message>
    <message>
        <source>Form {0}</source>
        <translation>{0} 年表样</translation>
    </message>
    <message>
        <source>This report is taken for one of form {0}.</source>
        <translation>本报告现按 {0} 年表样处理。</translation>
    </message>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
    <message numerus="yes">
        <source>Form {0} has no place for %n filled cell(s) ({1}).</source>
        <translation>
            <numerusform>{0} 年表样中没有下列 %n 个有内容的格（{1}）。</numerusform>
        </translation>
    </message>
    <message>
        <source>Go to another table first (Ctrl+Tab): those of the form are assigned.</source>
        <translation>请先切换到其他表格（Ctrl+Tab）：表样中的表无需指定。</translation>
    </message>
    <message>
        <source>This report has no other tables than those of its form.</source>
        <translation>本报告除表样中的表外没有其他表格。</translation>
    </message>
</context>
<context>
    <name>Bars</name>
    <message>
        <source>Recent projects</source>
        <translation>最近的项目</translation>
    </message>
    <message>
        <source>Toolbar</source>
        <translation>工具栏</translation>
    </message>
</context>
<context>
    <name>CellWords</name>
    <message>
        <source>Row {0}, column {1}</source>
        <translation>第 {0} 行第 {1} 列</translation>
    </message>
    <message>
        <source>Not read with certainty ({0}): compare with the source</source>
        <translation>机读把握不足（{0}），请对照原文</translation>
    </message>
    <message>
        <source>The document has no such cell; typing makes one</source>
        <translation>原文没有这一格；输入后即补上</translation>
    </message>
    <message>
        <source>Blank</source>
        <translation>空白</translation>
    </message>
    <message>
        <source>Protected by {0}</source>
        <translation>受 {0} 保护</translation>
    </message>
    <message>
        <source>◦ No rule protects it: only your eyes check this cell</source>
        <translation>◦ 没有规则保护此格：只能靠人核对</translation>
    </message>
    <message>
        <source>※ As in source: {0}</source>
        <translation>※ 原文如此：{0}</translation>
    </message>
    <message>
        <source>✓ Confirmed</source>
        <translation>✓ 已确认</translation>
    </message>
    <message>
        <source>? Doubtful: to be looked at again</source>
        <translation>? 存疑，待再核</translation>
    </message>
    <message>
        <source>(no cell)</source>
        <translation>（无此格）</translation>
    </message>
    <message>
        <source>(blank)</source>
        <translation>（空白）</translation>
    </message>
</context>
<context>
    <name>CheckingShown</name>
    <message>
        <source>Checking {0} of {1}</source>
        <translation>正在重新检查 {0}/{1}</translation>
    </message>
    <message>
        <source>Stop checking; the other reports keep what was found before</source>
        <translation>停止检查；其余报告保留原来的结果</translation>
    </message>
    <message>
        <source>Checking</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
</context>
<context>
    <name>ClaimsList</name>
    <message>
        <source>as in the table</source>
        <translation>与表格一致</translation>
    </message>
    <message>
        <source>not as in the table</source>
        <translation>与表格不一致</translation>
    </message>
    <message>
        <source>counted otherwise than in the table</source>
        <translation>与表格口径不同</translation>
    </message>
    <message>
        <source>the cell cannot be read</source>
        <translation>表中该格缺失或无法识别</translation>
    </message>
    <message>
        <source>no cell is held against it</source>
        <translation>不与单元格核对</translation>
    </message>
    <message>
        <source>declared as in source</source>
        <translation>已认定原文如此</translation>
    </message>
    <message>
        <source>Statements of the prose</source>
        <translation>正文中的陈述</translation>
    </message>
</context>
<context>
    <name>Compare</name>
    <message>
        <source>As printed</source>
        <translation>表内项目</translation>
    </message>
    <message>
        <source>(not on the form of that year)</source>
        <translation>（该年表样无此项）</translation>
    </message>
    <message>
        <source>Agency</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>未处理</translation>
    </message>
    <message>
        <source>(agency not found)</source>
        <translation>（未识别单位）</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年度</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>Requests by outcome</source>
        <translation>申请办理结果</translation>
    </message>
</context>
<context>
    <name>ComparePage</name>
    <message>
        <source>Save picture</source>
        <translation>保存图片</translation>
    </message>
    <message>
        <source>&amp;Copy table</source>
        <translation>复制表格(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Save picture…</source>
        <translation>保存图片(&amp;S)…</translation>
    </message>
</context>
<context>
    <name>CompareWindow</name>
    <message>
        <source>Compare years and agencies</source>
        <translation>年度与单位对比</translation>
    </message>
    <message>
        <source>Year by year</source>
        <translation>逐年对比</translation>
    </message>
    <message>
        <source>Open findings</source>
        <translation>未处理的问题</translation>
    </message>
    <message>
        <source>Requests by outcome</source>
        <translation>申请办理结果</translation>
    </message>
</context>
<context>
    <name>CropStrip</name>
    <message>
        <source>Source of the cells</source>
        <translation>原文截图</translation>
    </message>
    <message>
        <source>The source of a problem&apos;s cells is shown here.</source>
        <translation>问题涉及的单元格，其原文截图显示在这里。</translation>
    </message>
</context>
<context>
    <name>DayBars</name>
    <message>
        <source>Reports cleared by day</source>
        <translation>每日核完的报告</translation>
    </message>
</context>
<context>
    <name>DecisionBar</name>
    <message>
        <source>As in source: why?</source>
        <translation>原文如此，理由是？</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>确认</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>Dialogs</name>
    <message>
        <source>Reports and projects</source>
        <translation>报告和项目</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>所有文件</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Add folder</source>
        <translation>添加文件夹</translation>
    </message>
    <message>
        <source>Where is {0}?</source>
        <translation>{0} 在哪里？</translation>
    </message>
    <message>
        <source>Gouji project</source>
        <translation>勾稽项目</translation>
    </message>
    <message>
        <source>Save project as</source>
        <translation>项目另存为</translation>
    </message>
    <message>
        <source>Excel workbook</source>
        <translation>Excel 工作簿</translation>
    </message>
    <message>
        <source>Long table</source>
        <translation>长表</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Letter in Chinese</source>
        <translation>反馈意见（中文）</translation>
    </message>
    <message>
        <source>Letter in Chinese, with hints</source>
        <translation>反馈意见（中文，含提示）</translation>
    </message>
    <message>
        <source>Letter in English</source>
        <translation>反馈意见（英文）</translation>
    </message>
    <message>
        <source>Letter in English, with hints</source>
        <translation>反馈意见（英文，含提示）</translation>
    </message>
    <message>
        <source>Feedback letter</source>
        <translation>反馈意见</translation>
    </message>
    <message>
        <source>Folder for the feedback letters</source>
        <translation>反馈意见保存到</translation>
    </message>
    <message>
        <source>{0} is there already. Replace it?</source>
        <translation>{0} 已存在，要替换吗？</translation>
    </message>
    <message>
        <source>Gouji {0}</source>
        <translation>勾稽 {0}</translation>
    </message>
    <message>
        <source>A review desk for annual reports on open government information.</source>
        <translation>政府信息公开工作年度报告的核对台。</translation>
    </message>
    <message>
        <source>Nothing leaves this computer. Every change is saved at once.</source>
        <translation>数据不离开本机，每次修改即时保存。</translation>
    </message>
    <message>
        <source>Licence: GNU AGPL 3.0 or later</source>
        <translation>许可证：GNU AGPL 3.0 或更高版本</translation>
    </message>
    <message>
        <source>About Gouji</source>
        <translation>关于勾稽</translation>
    </message>
    <message>
        <source>Something went wrong that was not foreseen. You can go on working: every change that you made is saved.</source>
        <translation>程序出现了意外错误。您可以继续工作：已做的修改都已保存。</translation>
    </message>
    <message>
        <source>Details are in {0}</source>
        <translation>详情见 {0}</translation>
    </message>
    <message>
        <source>Gouji</source>
        <translation>勾稽</translation>
    </message>
</context>
<context>
    <name>DocumentsPanel</name>
    <message>
        <source>and {0} more</source>
        <translation>另有 {0} 条</translation>
    </message>
    <message>
        <source>No report was found in this document.</source>
        <translation>文件中没有找到年度报告。</translation>
    </message>
    <message>
        <source>Not looked at yet</source>
        <translation>机读，待核</translation>
    </message>
    <message>
        <source>In review</source>
        <translation>核对中</translation>
    </message>
    <message>
        <source>Parked</source>
        <translation>已搁置</translation>
    </message>
    <message>
        <source>Reviewed</source>
        <translation>已核</translation>
    </message>
    <message>
        <source>Reopened</source>
        <translation>重新打开</translation>
    </message>
    <message>
        <source>Must fix: {0}</source>
        <translation>必须处理：{0}</translation>
    </message>
    <message>
        <source>To explain: {0}</source>
        <translation>需要说明：{0}</translation>
    </message>
    <message>
        <source>Hints: {0}</source>
        <translation>提示：{0}</translation>
    </message>
    <message>
        <source>Unsure cells: {0}</source>
        <translation>拿不准的单元格：{0}</translation>
    </message>
    <message>
        <source>Reports: {0} · reviewed: {1}</source>
        <translation>共 {0} 份报告 · 已核 {1} 份</translation>
    </message>
    <message>
        <source>Shown: {0} of {1}</source>
        <translation>显示 {0} 份，共 {1} 份</translation>
    </message>
    <message>
        <source>Chosen: {0} · {1}</source>
        <translation>已选 {0} 行 · {1}</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Search agency, year, file</source>
        <translation>搜索单位、年份、文件</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>With problems</source>
        <translation>有问题</translation>
    </message>
    <message>
        <source>Unfinished</source>
        <translation>未核完</translation>
    </message>
    <message>
        <source>Blind sample</source>
        <translation>抽样复看</translation>
    </message>
    <message>
        <source>By file</source>
        <translation>按文件名</translation>
    </message>
    <message>
        <source>By agency</source>
        <translation>按单位</translation>
    </message>
    <message>
        <source>By year</source>
        <translation>按年份</translation>
    </message>
    <message>
        <source>Most problems first</source>
        <translation>问题多的在前</translation>
    </message>
    <message>
        <source>Which reports are shown</source>
        <translation>显示哪些报告</translation>
    </message>
    <message>
        <source>By lot: one in twenty of the reports in which all rules hold</source>
        <translation>随机抽取：各项校验均通过的报告中的二十分之一</translation>
    </message>
    <message>
        <source>Order of the reports</source>
        <translation>报告的顺序</translation>
    </message>
</context>
<context>
    <name>EditInHand</name>
    <message>
        <source>Gouji</source>
        <translation>勾稽</translation>
    </message>
    <message>
        <source>“{0}” could not be saved in {1}: {2}.</source>
        <translation>“{0}”未能保存（{1}：{2}）。</translation>
    </message>
    <message>
        <source>All other changes are saved.</source>
        <translation>其他改动均已保存。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Save project elsewhere…</source>
        <translation>将项目另存到别处…</translation>
    </message>
    <message>
        <source>Leave without “{0}”</source>
        <translation>放弃“{0}”并离开</translation>
    </message>
    <message>
        <source>Go back</source>
        <translation>返回</translation>
    </message>
</context>
<context>
    <name>EmptyPage</name>
    <message>
        <source>Reading…</source>
        <translation>正在读取…</translation>
    </message>
    <message>
        <source>The first report opens as soon as it is there.</source>
        <translation>读出第一份报告后立即打开。</translation>
    </message>
    <message>
        <source>No report in this project yet</source>
        <translation>项目里还没有报告</translation>
    </message>
    <message>
        <source>Drop files or a folder here, or paste a text.</source>
        <translation>把文件或文件夹拖到这里，或粘贴文字。</translation>
    </message>
    <message>
        <source>Drop annual reports here</source>
        <translation>把年度报告拖到这里</translation>
    </message>
    <message>
        <source>PDF, scans and photos, web pages, Word, text, or a whole folder; or paste the text of a report. Nothing leaves this computer.</source>
        <translation>支持 PDF、扫描件和照片、网页、Word、文本，也可以是整个文件夹；或直接粘贴报告全文。所有内容都只留在本机。</translation>
    </message>
    <message>
        <source>Drop the files. The tables are read while you begin with the first report.</source>
        <translation>拖入文件。程序在后台读取表格，读完第一份即可开始核对。</translation>
    </message>
    <message>
        <source>F8 goes from problem to problem: what does not add up, and what was not read with certainty, each beside its place in the source.</source>
        <translation>按 F8 逐个查看问题：勾稽不符和识别不确定之处，旁边都有对应的原文位置。</translation>
    </message>
    <message>
        <source>Type what is right, or say that the source itself is wrong. F9 goes on to the next report; export the workbook at the end.</source>
        <translation>键入正确的数值，或确认为“原文如此”。按 F9 转到下一份报告；最后导出工作簿。</translation>
    </message>
    <message>
        <source>Recent projects</source>
        <translation>最近的项目</translation>
    </message>
</context>
<context>
    <name>Filing</name>
    <message>
        <source>Sample</source>
        <translation>示例</translation>
    </message>
</context>
<context>
    <name>FilterButton</name>
    <message>
        <source>Not found</source>
        <translation>未识别</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>What is open</source>
        <translation>待处理</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年度</translation>
    </message>
    <message>
        <source>Kind of document</source>
        <translation>文件类型</translation>
    </message>
    <message>
        <source>Agency</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Not looked at yet</source>
        <translation>未看</translation>
    </message>
    <message>
        <source>In review</source>
        <translation>核对中</translation>
    </message>
    <message>
        <source>Parked</source>
        <translation>已搁置</translation>
    </message>
    <message>
        <source>Reviewed</source>
        <translation>已核</translation>
    </message>
    <message>
        <source>Reopened</source>
        <translation>重新打开</translation>
    </message>
    <message>
        <source>Must fix</source>
        <translation>必须处理</translation>
    </message>
    <message>
        <source>To explain</source>
        <translation>需要说明</translation>
    </message>
    <message>
        <source>Hints</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Unsure cells</source>
        <translation>没有把握的格</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>PDF with text</source>
        <translation>PDF（有文字）</translation>
    </message>
    <message>
        <source>Scan or photo</source>
        <translation>扫描件或照片</translation>
    </message>
    <message>
        <source>Web page</source>
        <translation>网页</translation>
    </message>
    <message>
        <source>Word</source>
        <translation>Word</translation>
    </message>
    <message>
        <source>doc, wps, rtf</source>
        <translation>doc、wps、rtf 文档</translation>
    </message>
    <message>
        <source>Copied text</source>
        <translation>复制的文字</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Show only reports of some states, years, kinds or agencies</source>
        <translation>只显示某些状态、年度、类型或单位的报告</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>全部显示</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>Looking…</source>
        <translation>正在查找…</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>没有找到</translation>
    </message>
    <message>
        <source>{0} or more found</source>
        <translation>找到 {0} 处，可能还有</translation>
    </message>
    <message>
        <source>{0} found</source>
        <translation>找到 {0} 处</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>第 {0} 处，共 {1} 处</translation>
    </message>
    <message>
        <source>Find and replace</source>
        <translation>查找和替换</translation>
    </message>
    <message>
        <source>Find a number, a text or a label</source>
        <translation>查找数字、文字或栏目名称</translation>
    </message>
    <message>
        <source>Replace with</source>
        <translation>替换为</translation>
    </message>
    <message>
        <source>Whole cell</source>
        <translation>整格匹配</translation>
    </message>
    <message>
        <source>Find only cells in which nothing else stands</source>
        <translation>只找内容完全相同的单元格</translation>
    </message>
    <message>
        <source>In this report</source>
        <translation>当前报告</translation>
    </message>
    <message>
        <source>In all reports</source>
        <translation>全部报告</translation>
    </message>
    <message>
        <source>Where to look</source>
        <translation>查找范围</translation>
    </message>
    <message>
        <source>Cells found</source>
        <translation>找到的单元格</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>上一个</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一个</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>Replace all…</source>
        <translation>全部替换…</translation>
    </message>
    <message>
        <source>Shows what would change first</source>
        <translation>先列出将要改动的内容</translation>
    </message>
</context>
<context>
    <name>Findings</name>
    <message>
        <source>Must fix</source>
        <translation>必须处理</translation>
    </message>
    <message>
        <source>To explain</source>
        <translation>需要说明</translation>
    </message>
    <message>
        <source>Hints</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Not to be checked</source>
        <translation>无法核对</translation>
    </message>
    <message>
        <source>As in source</source>
        <translation>原文如此</translation>
    </message>
</context>
<context>
    <name>FindingsPanel</name>
    <message>
        <source>Prose {0}</source>
        <translation>正文陈述 {0}</translation>
    </message>
    <message>
        <source>Problems and hints</source>
        <translation>问题和提示</translation>
    </message>
    <message>
        <source>✓ Every rule holds.</source>
        <translation>✓ 勾稽关系全部成立。</translation>
    </message>
    <message>
        <source>As in source…</source>
        <translation>原文如此…</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Take the decision back: the finding is open again</source>
        <translation>撤回这一决定，问题重新打开</translation>
    </message>
    <message>
        <source>Show or hide these</source>
        <translation>显示或隐藏这一类</translation>
    </message>
    <message>
        <source>Show what the prose states, and whether the table says the same</source>
        <translation>列出正文中的陈述，以及与表格是否一致</translation>
    </message>
</context>
<context>
    <name>GridHint</name>
    <message>
        <source>Rows: %1 of %2. Columns: %3 of %4.</source>
        <translation>行：%1，应有 %2；列：%3，应有 %4。</translation>
    </message>
    <message>
        <source>Enter reads the table again, Esc leaves it.</source>
        <translation>按 Enter 按新线重新识别，按 Esc 退出。</translation>
    </message>
    <message>
        <source>Each row and column needs its lines before it can be read.</source>
        <translation>行数和列数与表格一致后才能识别。</translation>
    </message>
    <message>
        <source>Drag a line, or move it with the arrow keys. Tab: next line. Double-click: new row line, with Shift a column line. Ins: a line beside it. Del: remove it.</source>
        <translation>拖动线，或用方向键移动。Tab：下一条线。双击：加一条横线，按住 Shift 双击加竖线。Ins：在旁边加一条线。Del：删除这条线。</translation>
    </message>
</context>
<context>
    <name>HeatPage</name>
    <message>
        <source>All years</source>
        <translation>所有年度</translation>
    </message>
    <message>
        <source>Nothing is open.</source>
        <translation>没有未处理的问题。</translation>
    </message>
    <message>
        <source>open</source>
        <translation>未处理</translation>
    </message>
    <message>
        <source>By rule</source>
        <translation>按规则</translation>
    </message>
    <message>
        <source>By group of rules</source>
        <translation>按规则类别</translation>
    </message>
    <message>
        <source>With hints</source>
        <translation>含提示</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年度</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Open findings by agency and rule</source>
        <translation>各单位各规则未处理的问题</translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>谁</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>From</source>
        <translation>原为</translation>
    </message>
    <message>
        <source>To</source>
        <translation>改为</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>缘由</translation>
    </message>
    <message>
        <source>What people did</source>
        <translation>人工操作</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Texts</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>States of cells</source>
        <translation>单元格状态</translation>
    </message>
    <message>
        <source>Decisions</source>
        <translation>原文如此的决定</translation>
    </message>
    <message>
        <source>States of reports</source>
        <translation>报告状态</translation>
    </message>
    <message>
        <source>Agency, year, form</source>
        <translation>单位、年度、表样</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>(nothing)</source>
        <translation>（无）</translation>
    </message>
    <message>
        <source>on</source>
        <translation>开</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>by default</source>
        <translation>默认</translation>
    </message>
    <message>
        <source>open</source>
        <translation>未处理</translation>
    </message>
    <message>
        <source>no place</source>
        <translation>无位置</translation>
    </message>
    <message>
        <source>read</source>
        <translation>已读取</translation>
    </message>
    <message>
        <source>confirmed</source>
        <translation>已确认</translation>
    </message>
    <message>
        <source>corrected</source>
        <translation>已更正</translation>
    </message>
    <message>
        <source>doubtful</source>
        <translation>存疑</translation>
    </message>
    <message>
        <source>not looked at</source>
        <translation>未看</translation>
    </message>
    <message>
        <source>in review</source>
        <translation>核对中</translation>
    </message>
    <message>
        <source>parked</source>
        <translation>已搁置</translation>
    </message>
    <message>
        <source>reviewed</source>
        <translation>已核</translation>
    </message>
    <message>
        <source>reopened</source>
        <translation>重新打开</translation>
    </message>
    <message>
        <source>undo of change {0}</source>
        <translation>撤回第 {0} 号改动</translation>
    </message>
    <message>
        <source>typed</source>
        <translation>键入</translation>
    </message>
    <message>
        <source>pasted</source>
        <translation>粘贴</translation>
    </message>
    <message>
        <source>replaced</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>cleared</source>
        <translation>清空</translation>
    </message>
    <message>
        <source>suggestion taken</source>
        <translation>采用建议</translation>
    </message>
    <message>
        <source>other reading taken</source>
        <translation>采用另一读数</translation>
    </message>
    <message>
        <source>read from a region</source>
        <translation>从区域读取</translation>
    </message>
    <message>
        <source>lines drawn by hand</source>
        <translation>重画表格线</translation>
    </message>
    <message>
        <source>doubt removed</source>
        <translation>取消存疑</translation>
    </message>
    <message>
        <source>undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>moved</source>
        <translation>移动</translation>
    </message>
    <message>
        <source>added</source>
        <translation>加入</translation>
    </message>
    <message>
        <source>chosen</source>
        <translation>设定</translation>
    </message>
    <message>
        <source>taken out</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>from the earlier version</source>
        <translation>沿用自旧版</translation>
    </message>
</context>
<context>
    <name>HistoryFilter</name>
    <message>
        <source>(no name)</source>
        <translation>（未署名）</translation>
    </message>
    <message>
        <source>This cell</source>
        <translation>本单元格</translation>
    </message>
    <message>
        <source>This report</source>
        <translation>本报告</translation>
    </message>
    <message>
        <source>Whole project</source>
        <translation>整个项目</translation>
    </message>
    <message>
        <source>Any time</source>
        <translation>任何时间</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>最近 7 天</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>最近 30 天</translation>
    </message>
    <message>
        <source>From … to …</source>
        <translation>自…至…</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>所有人</translation>
    </message>
    <message>
        <source>Search cell, text, agency, reason</source>
        <translation>搜索单元格、文本、单位、理由</translation>
    </message>
    <message>
        <source>History of what</source>
        <translation>哪里的历史</translation>
    </message>
    <message>
        <source>Which kinds of changes</source>
        <translation>哪类改动</translation>
    </message>
    <message>
        <source>Whose changes</source>
        <translation>谁的改动</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>From this day</source>
        <translation>自此日起</translation>
    </message>
    <message>
        <source>To this day</source>
        <translation>至此日止</translation>
    </message>
</context>
<context>
    <name>HistoryPanel</name>
    <message>
        <source>Nothing has happened here.</source>
        <translation>这里没有任何记录。</translation>
    </message>
    <message numerus="yes">
        <source>Take back the whole step (%n)</source>
        <translation>
            <numerusform>撤回整步（%n 处）</numerusform>
        </translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>&amp;Go there</source>
        <translation>前往(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Take back this change</source>
        <translation>撤回此改动(&amp;T)</translation>
    </message>
</context>
<context>
    <name>Keeping</name>
    <message>
        <source>Gouji</source>
        <translation>勾稽</translation>
    </message>
    <message>
        <source>{0} is damaged.</source>
        <translation>{0} 已损坏。</translation>
    </message>
    <message>
        <source>What can be read of it, of the copies that were kept and of the log of changes is put together in a new file beside it. The damaged file stays as it is.</source>
        <translation>可以把其中还能读出的内容、自动副本和改动记录合并为旁边的一个新文件。损坏的文件原样保留。</translation>
    </message>
    <message>
        <source>Rebuild</source>
        <translation>重建</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>暂不</translation>
    </message>
    <message>
        <source>rebuilt</source>
        <translation>重建</translation>
    </message>
</context>
<context>
    <name>Keys</name>
    <message>
        <source>In the table</source>
        <translation>在表格中</translation>
    </message>
    <message>
        <source>Next cell that way</source>
        <translation>移到该方向的下一单元格</translation>
    </message>
    <message>
        <source>Edge of the table</source>
        <translation>移到表格边缘</translation>
    </message>
    <message>
        <source>Choose several cells</source>
        <translation>选择多个单元格</translation>
    </message>
    <message>
        <source>Next or previous cell</source>
        <translation>下一个或上一个单元格</translation>
    </message>
    <message>
        <source>Accept the cell and go back</source>
        <translation>确认单元格并返回上一个问题</translation>
    </message>
    <message>
        <source>Scroll the source page</source>
        <translation>滚动原文页面</translation>
    </message>
    <message>
        <source>Leave what is being typed</source>
        <translation>放弃正在键入的内容</translation>
    </message>
    <message>
        <source>In the queue, the history and other lists</source>
        <translation>在队列、历史等列表中</translation>
    </message>
    <message>
        <source>Next or previous line</source>
        <translation>下一行或上一行</translation>
    </message>
    <message>
        <source>Open the line, or go there</source>
        <translation>打开该行，或跳转到该处</translation>
    </message>
    <message>
        <source>Choose several of the queue</source>
        <translation>在队列中选择多份报告</translation>
    </message>
    <message>
        <source>Choose all</source>
        <translation>全选</translation>
    </message>
    <message>
        <source>Remove what is chosen in the queue</source>
        <translation>移除队列中所选</translation>
    </message>
    <message>
        <source>In the bars below the table</source>
        <translation>在表格下方的操作栏中</translation>
    </message>
    <message>
        <source>Do it: confirm, paste, find the next one</source>
        <translation>执行：确认、粘贴、查找下一个</translation>
    </message>
    <message>
        <source>Find the previous one</source>
        <translation>查找上一个</translation>
    </message>
    <message>
        <source>Usual reasons, or lines found</source>
        <translation>常用理由，或查找结果</translation>
    </message>
    <message>
        <source>Close the bar; nothing changes</source>
        <translation>关闭操作栏，不作改动</translation>
    </message>
    <message>
        <source>While lines are drawn by hand</source>
        <translation>重画表格线时</translation>
    </message>
    <message>
        <source>Next or previous line of the table</source>
        <translation>下一条或上一条线</translation>
    </message>
    <message>
        <source>Move the line</source>
        <translation>移动线</translation>
    </message>
    <message>
        <source>Add or remove a line</source>
        <translation>添加或删除线</translation>
    </message>
    <message>
        <source>Read the table by these lines</source>
        <translation>按这些线重新识别</translation>
    </message>
    <message>
        <source>Leave the lines as they were</source>
        <translation>保留原来的线</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
</context>
<context>
    <name>Legend</name>
    <message>
        <source>▲ Most likely wrong</source>
        <translation>▲ 最可能有误</translation>
    </message>
    <message>
        <source>A rule is broken, and an error in this cell explains it best. F8 goes from one to the next.</source>
        <translation>有勾稽关系不成立，此单元格出错的可能性最大。按 F8 逐个查看。</translation>
    </message>
    <message>
        <source>Red line: in the same broken rule</source>
        <translation>红色边线：同一不成立的关系</translation>
    </message>
    <message>
        <source>Less likely to be wrong than the cell with ▲.</source>
        <translation>出错的可能性小于带 ▲ 的单元格。</translation>
    </message>
    <message>
        <source>Amber, underlined: not read with certainty</source>
        <translation>琥珀色加下划线：识别不确定</translation>
    </message>
    <message>
        <source>The underlined characters are in doubt. Compare with the source: Enter if it is right, else type.</source>
        <translation>带下划线的字符存疑。请与原文核对：无误按 Enter，有误直接键入。</translation>
    </message>
    <message>
        <source>Blue corner: changed by a person</source>
        <translation>蓝色角标：人工改动</translation>
    </message>
    <message>
        <source>Rest the mouse on it to see from what, by whom and when.</source>
        <translation>鼠标停留可查看原值、改动人和时间。</translation>
    </message>
    <message>
        <source>✓ Confirmed</source>
        <translation>✓ 已确认</translation>
    </message>
    <message>
        <source>A person has compared it with the source and found it right.</source>
        <translation>已由人工与原文核对无误。</translation>
    </message>
    <message>
        <source>※ As in source</source>
        <translation>※ 原文如此</translation>
    </message>
    <message>
        <source>The document itself says so. The reason is kept, and the rule is asked again when a value changes.</source>
        <translation>原文即如此。理由会保留；数值改变时重新检查该规则。</translation>
    </message>
    <message>
        <source>? Doubtful</source>
        <translation>? 存疑</translation>
    </message>
    <message>
        <source>Put aside with the space bar, to be looked at again; still counted.</source>
        <translation>按空格键暂放，稍后再看；仍计入待处理。</translation>
    </message>
    <message>
        <source>Hatched: blank</source>
        <translation>斜线：空白</translation>
    </message>
    <message>
        <source>Nothing is printed where a number is expected. A blank is not a 0.</source>
        <translation>应有数字处未印内容。空白不等于 0。</translation>
    </message>
    <message>
        <source>× No such cell</source>
        <translation>× 无此单元格</translation>
    </message>
    <message>
        <source>The document has no such row or column. Typing makes the cell.</source>
        <translation>原文没有这一行或列。键入内容即建立该单元格。</translation>
    </message>
    <message>
        <source>◦ No rule protects it</source>
        <translation>◦ 无规则覆盖</translation>
    </message>
    <message>
        <source>No sum or comparison would notice a misread number: only your eyes check it. Shown by View › Cells that no rule protects.</source>
        <translation>没有合计或比较关系能发现误读，只能人工核对。由“视图 › 无规则覆盖的单元格”显示。</translation>
    </message>
    <message>
        <source>Faint yellow: named by the problem at hand</source>
        <translation>浅黄色：当前问题涉及</translation>
    </message>
    <message>
        <source>The cells of the problem that is chosen in the list, or found by a search.</source>
        <translation>列表中所选问题涉及的单元格，或查找到的单元格。</translation>
    </message>
    <message>
        <source>Yellow frame: the cell at hand</source>
        <translation>黄框：当前单元格</translation>
    </message>
    <message>
        <source>The same yellow frames its place on the source page.</source>
        <translation>原文页面上以同样的黄色标出其位置。</translation>
    </message>
    <message>
        <source>No mark</source>
        <translation>无标记</translation>
    </message>
    <message>
        <source>All rules about it hold, and it was read with certainty.</source>
        <translation>相关规则全部成立，识别可靠。</translation>
    </message>
    <message>
        <source>Marks</source>
        <translation>标记说明</translation>
    </message>
</context>
<context>
    <name>LettersDialog</name>
    <message>
        <source>Feedback letters to all agencies</source>
        <translation>全部机关的反馈意见</translation>
    </message>
    <message>
        <source>One PDF for each agency of whose reports there is something to say. Letters of an earlier time in the same folder are replaced.</source>
        <translation>有问题需要反馈的机关各生成一份 PDF。同一文件夹中以前生成的反馈意见会被替换。</translation>
    </message>
    <message>
        <source>Language of the letters</source>
        <translation>反馈意见的语言</translation>
    </message>
    <message>
        <source>Say hints, too</source>
        <translation>同时列出提示</translation>
    </message>
    <message>
        <source>Choose the folder…</source>
        <translation>选择文件夹…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>LevelButton</name>
    <message>
        <source>it does not tell</source>
        <translation>无法判断</translation>
    </message>
    <message>
        <source>As its name tells: {0}</source>
        <translation>按名称判断：{0}</translation>
    </message>
    <message>
        <source>Level?</source>
        <translation>层级？</translation>
    </message>
    <message>
        <source>Level of the agency</source>
        <translation>单位层级</translation>
    </message>
    <message>
        <source>Set by hand.</source>
        <translation>人工设定。</translation>
    </message>
    <message>
        <source>Taken from its name.</source>
        <translation>按名称判断。</translation>
    </message>
    <message>
        <source>Its name does not tell: rules that ask for it are left out.</source>
        <translation>从名称无法判断：与层级有关的规则不作核对。</translation>
    </message>
</context>
<context>
    <name>MessagesPanel</name>
    <message>
        <source>Messages: {0}</source>
        <translation>消息：{0} 条</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>知道了</translation>
    </message>
</context>
<context>
    <name>Offers</name>
    <message>
        <source>%n cells</source>
        <translation>%n 格</translation>
    </message>
    <message>
        <source>change of %n cells</source>
        <translation>更改 %n 格</translation>
    </message>
    <message>
        <source>from %1 to %2</source>
        <translation>从 %1 改为 %2</translation>
    </message>
    <message>
        <source>blank</source>
        <translation>空白</translation>
    </message>
    <message>
        <source>Findings before and after: %1 → %2</source>
        <translation>未处理的问题：%1 → %2</translation>
    </message>
    <message>
        <source>Read so, with a certainty of %1 %</source>
        <translation>识别结果，把握 %1 %</translation>
    </message>
</context>
<context>
    <name>OffersBar</name>
    <message>
        <source>It may say:</source>
        <translation>也可能是：</translation>
    </message>
    <message>
        <source>Suggestions:</source>
        <translation>建议：</translation>
    </message>
    <message>
        <source>What the cell may say instead</source>
        <translation>该单元格的其他读法</translation>
    </message>
</context>
<context>
    <name>OthersPage</name>
    <message>
        <source>Gouji project</source>
        <translation>Gouji 项目</translation>
    </message>
    <message>
        <source>Other projects</source>
        <translation>其他项目</translation>
    </message>
    <message>
        <source>Where an agency&apos;s report for another year is in one of these projects, this project&apos;s reports are checked against it. The other projects are only read.</source>
        <translation>同一单位其他年度的报告若在这些项目中，本项目的报告将与之核对。其他项目只读取，不改动。</translation>
    </message>
    <message>
        <source>Add…</source>
        <translation>添加…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
</context>
<context>
    <name>OutcomesPage</name>
    <message>
        <source>All years</source>
        <translation>所有年度</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Shares</source>
        <translation>占比</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年度</translation>
    </message>
    <message>
        <source>Length of the bars</source>
        <translation>条形长度</translation>
    </message>
    <message>
        <source>Requests by outcome</source>
        <translation>申请办理结果</translation>
    </message>
</context>
<context>
    <name>PageBar</name>
    <message>
        <source>Page %1 of %2</source>
        <translation>第 %1 页，共 %2 页</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Fit the width</source>
        <translation>适合宽度</translation>
    </message>
    <message>
        <source>Size on paper (100 %)</source>
        <translation>实际大小（100 %）</translation>
    </message>
    <message>
        <source>Turn the page</source>
        <translation>旋转页面</translation>
    </message>
    <message>
        <source>Tables upright and level</source>
        <translation>表格扶正、拉平</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>页码</translation>
    </message>
</context>
<context>
    <name>PageNotice</name>
    <message>
        <source>Locate file…</source>
        <translation>查找文件…</translation>
    </message>
</context>
<context>
    <name>PageStrip</name>
    <message>
        <source>Source page</source>
        <translation>原文页面</translation>
    </message>
</context>
<context>
    <name>Parking</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Park</source>
        <translation>搁置</translation>
    </message>
    <message>
        <source>Take up</source>
        <translation>恢复</translation>
    </message>
    <message numerus="yes">
        <source>Park %n report(s)? They come last and stay counted.</source>
        <translation>
            <numerusform>搁置 %n 份报告？它们排到最后，仍计入总数。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Take %n parked report(s) up again?</source>
        <translation>
            <numerusform>恢复 %n 份已搁置的报告？</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Parked: %n report(s).</source>
        <translation>
            <numerusform>已搁置 %n 份报告。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Taken up again: %n report(s).</source>
        <translation>
            <numerusform>已恢复 %n 份报告。</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>知道了</translation>
    </message>
</context>
<context>
    <name>Parting</name>
    <message>
        <source>Divide</source>
        <translation>拆分</translation>
    </message>
    <message>
        <source>This report has one page only: it cannot be divided.</source>
        <translation>本报告只有一页，不能拆分。</translation>
    </message>
    <message>
        <source>Show the page on which the second report begins: one of {0} to {1}.</source>
        <translation>请先翻到第二份报告开始的那一页（第 {0} 至 {1} 页）。</translation>
    </message>
    <message>
        <source>Does a second report begin on page {0}?</source>
        <translation>第二份报告从第 {0} 页开始？</translation>
    </message>
    <message numerus="yes">
        <source>%n cell(s) go there with all that was done in them.</source>
        <translation>
            <numerusform>有 %n 格连同所做的改动归入第二份。</numerusform>
        </translation>
    </message>
    <message>
        <source>Divided at page {0}. Check agency and year of both.</source>
        <translation>已从第 {0} 页拆分。请核对两份报告的单位与年度。</translation>
    </message>
    <message>
        <source>No other report follows in this document.</source>
        <translation>该文件中后面没有别的报告。</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>合并</translation>
    </message>
    <message>
        <source>Join this report with the next one, {0}?</source>
        <translation>把本报告与下一份（{0}）合并？</translation>
    </message>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
    <message numerus="yes">
        <source>In %n cell(s) they say different things ({0}).</source>
        <translation>
            <numerusform>有 %n 格内容不同（{0}）。</numerusform>
        </translation>
    </message>
    <message>
        <source>There this one counts unless it is blank; the other is offered as a reading.</source>
        <translation>不一致处以本报告为准（空白除外），另一份的内容留作备选读法。</translation>
    </message>
    <message>
        <source>The reports were joined.</source>
        <translation>两份报告已合并。</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>不改</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>PasteBar</name>
    <message>
        <source>(blank)</source>
        <translation>（空白）</translation>
    </message>
    <message>
        <source>(no cell)</source>
        <translation>（无此格）</translation>
    </message>
    <message>
        <source>{0}: {1} → {2}</source>
        <translation>{0}：{1} → {2}</translation>
    </message>
    <message>
        <source>and {0} more</source>
        <translation>另有 {0} 格</translation>
    </message>
    <message numerus="yes">
        <source>The block changes %n cell(s)</source>
        <translation>
            <numerusform>粘贴将改动 %n 格</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Replacing changes %n cell(s)</source>
        <translation>
            <numerusform>替换将改动 %n 个单元格</numerusform>
        </translation>
    </message>
    <message>
        <source>; {0} stay as they are</source>
        <translation>；{0} 格不变</translation>
    </message>
    <message>
        <source>What the block would change</source>
        <translation>粘贴将带来的改动</translation>
    </message>
    <message>
        <source>What replacing would change</source>
        <translation>替换将要改动的内容</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>粘贴</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>Leave as it is</source>
        <translation>不粘贴</translation>
    </message>
</context>
<context>
    <name>ProjectDialog</name>
    <message>
        <source>Project settings</source>
        <translation>项目设置</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>检查规则</translation>
    </message>
    <message>
        <source>Roster</source>
        <translation>名册</translation>
    </message>
    <message>
        <source>Other projects</source>
        <translation>其他项目</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>确定</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>ProjectSteps</name>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>知道了</translation>
    </message>
</context>
<context>
    <name>ProjectView</name>
    <message>
        <source>Gouji</source>
        <translation>勾稽</translation>
    </message>
</context>
<context>
    <name>QFileDialog</name>
    <message>
        <source>&amp;Look in:</source>
        <translation>查找范围(&amp;L)：</translation>
    </message>
    <message>
        <source>Files of &amp;type:</source>
        <translation>文件类型(&amp;T)：</translation>
    </message>
</context>
<context>
    <name>QueueDelegate</name>
    <message>
        <source>No report in it</source>
        <translation>其中没有年报</translation>
    </message>
</context>
<context>
    <name>ReadOnlyBar</name>
    <message>
        <source> [read only]</source>
        <translation>［只读］</translation>
    </message>
    <message>
        <source>The computer {0} has the project open, or did not close it. Two who write at once refuse each other&apos;s changes. Edit it here?</source>
        <translation>电脑 {0} 正打开着这个项目，或没有正常关闭它。两处同时修改时，会互相拒绝对方的改动。要在此编辑吗？</translation>
    </message>
    <message>
        <source>Gouji</source>
        <translation>勾稽</translation>
    </message>
    <message>
        <source>Edit here</source>
        <translation>在此编辑</translation>
    </message>
    <message>
        <source>The other window has been closed: the project can be edited here now.</source>
        <translation>另一个窗口已关闭，现在可以在此编辑。</translation>
    </message>
</context>
<context>
    <name>Removing</name>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Remove {0} from the project?</source>
        <translation>从项目中移除“{0}”？</translation>
    </message>
    <message numerus="yes">
        <source>Remove %n document(s) from the project?</source>
        <translation>
            <numerusform>从项目中移除 %n 个文件？</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n report(s) go with it.</source>
        <translation>
            <numerusform>其中 %n 份报告一并移除。</numerusform>
        </translation>
    </message>
    <message>
        <source>The files themselves stay, and this can be undone.</source>
        <translation>文件本身保留，可以撤销。</translation>
    </message>
    <message numerus="yes">
        <source>Removed: %n document(s).</source>
        <translation>
            <numerusform>已移除 %n 个文件。</numerusform>
        </translation>
    </message>
    <message>
        <source>Removed: {0}.</source>
        <translation>已移除：{0}。</translation>
    </message>
</context>
<context>
    <name>Renewing</name>
    <message>
        <source>Read them</source>
        <translation>读取</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>暂不</translation>
    </message>
    <message>
        <source>{0} has changed on disk since it was read.</source>
        <translation>{0} 读取后在磁盘上有改动。</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) have changed on disk since they were read.</source>
        <translation>
            <numerusform>有 %n 个文件读取后在磁盘上有改动。</numerusform>
        </translation>
    </message>
    <message>
        <source>Compare…</source>
        <translation>比较…</translation>
    </message>
    <message>
        <source>Keep both</source>
        <translation>都保留</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>以后再说</translation>
    </message>
    <message>
        <source>{0}: {1} seems to be a new version of {2}.</source>
        <translation>{0}：{1} 可能是 {2} 的新版。</translation>
    </message>
    <message numerus="yes">
        <source>%n report(s) seem to be new versions of others.</source>
        <translation>
            <numerusform>有 %n 份报告可能是其他报告的新版。</numerusform>
        </translation>
    </message>
    <message>
        <source>No report of this project was published again.</source>
        <translation>项目中没有重新发布的报告。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>The new version was taken: {0}.</source>
        <translation>已换用新版：{0}。</translation>
    </message>
    <message>
        <source>The new version was left out: {0}.</source>
        <translation>已不用新版：{0}。</translation>
    </message>
</context>
<context>
    <name>ReportHeader</name>
    <message>
        <source>Not certain: compare with the source.</source>
        <translation>拿不准，请对照原文。</translation>
    </message>
    <message>
        <source>Click to correct it.</source>
        <translation>点击可更正。</translation>
    </message>
    <message>
        <source>In review</source>
        <translation>核对中</translation>
    </message>
    <message>
        <source>Parked</source>
        <translation>已搁置</translation>
    </message>
    <message>
        <source>✓ Reviewed</source>
        <translation>✓ 已核</translation>
    </message>
    <message>
        <source>Reopened</source>
        <translation>重新打开</translation>
    </message>
    <message>
        <source>{0} cells: {1} protected, {2} confirmed, {3} not read</source>
        <translation>共 {0} 格：受保护 {1}，已确认 {2}，未读出 {3}</translation>
    </message>
    <message>
        <source>◦ no rule protects it: {0}</source>
        <translation>◦ 无规则保护：{0}</translation>
    </message>
    <message>
        <source>A protected cell is in some sum or comparison: a misread number would be noticed. The others only your eyes check.</source>
        <translation>受保护的格参与某个等式或比较，读错了会被发现；其余的只能靠人核对。</translation>
    </message>
    <message>
        <source>Agency</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Agency not found: type it</source>
        <translation>未识别单位，请输入</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年份</translation>
    </message>
</context>
<context>
    <name>Rereading</name>
    <message>
        <source>Ctrl+R reads this region for the cell at hand.</source>
        <translation>按 Ctrl+R 为当前单元格识别此区域。</translation>
    </message>
    <message>
        <source>This cell has no place in the source.</source>
        <translation>该单元格在原件中没有位置。</translation>
    </message>
    <message numerus="yes">
        <source>Reading %n cell(s) again…</source>
        <translation>
            <numerusform>正在重新识别 %n 个单元格…</numerusform>
        </translation>
    </message>
    <message>
        <source>The cell was absent and is filled in from the region.</source>
        <translation>该单元格原先缺失，已按所选区域填入。</translation>
    </message>
    <message numerus="yes">
        <source>%n cell(s) may say something else.</source>
        <translation>
            <numerusform>%n 个单元格可能是别的内容。</numerusform>
        </translation>
    </message>
    <message>
        <source>Read again: the same as before.</source>
        <translation>重新识别：与之前相同。</translation>
    </message>
    <message>
        <source>No table of the form is known on this page.</source>
        <translation>此页上没有已识别的表格。</translation>
    </message>
    <message numerus="yes">
        <source>%n cell(s) changed by the new lines.</source>
        <translation>
            <numerusform>按新线识别后，%n 个单元格有变化。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Reviewing</name>
    <message>
        <source>The report for {0} is in another project: {1}</source>
        <translation>{0} 年度的报告在另一个项目中：{1}</translation>
    </message>
    <message>
        <source>No open problem in this report. F9: reviewed. F8: go on.</source>
        <translation>本报告没有待处理的问题。F9：标为已核；F8：继续。</translation>
    </message>
    <message>
        <source>No open problem in any report.</source>
        <translation>所有报告都没有待处理的问题。</translation>
    </message>
    <message>
        <source>There is no open problem at this cell.</source>
        <translation>这一格没有待处理的问题。</translation>
    </message>
    <message>
        <source>There is no such suggestion.</source>
        <translation>没有这条建议。</translation>
    </message>
    <message>
        <source>Nothing here is left in doubt between several changes.</source>
        <translation>这里没有几种改法难以区分的情况。</translation>
    </message>
    <message>
        <source>Copied: {0}</source>
        <translation>已复制：{0}</translation>
    </message>
    <message>
        <source>No rule is broken at this cell.</source>
        <translation>此格没有不成立的规则。</translation>
    </message>
    <message>
        <source>◦ marks the cells that no rule protects.</source>
        <translation>◦ 标出没有规则保护的单元格。</translation>
    </message>
    <message>
        <source>All reports are reviewed.</source>
        <translation>所有报告均已核完。</translation>
    </message>
</context>
<context>
    <name>RosterPage</name>
    <message>
        <source>Folder of reports</source>
        <translation>存放报告的文件夹</translation>
    </message>
    <message>
        <source>Workbooks and texts</source>
        <translation>工作簿与文本</translation>
    </message>
    <message>
        <source>Workbook with a roster</source>
        <translation>名册工作簿</translation>
    </message>
    <message>
        <source>Reading {0}…</source>
        <translation>正在读取 {0}…</translation>
    </message>
    <message>
        <source>“{0}” stands in two places; keep one of them.</source>
        <translation>“{0}”出现在两处，请只保留一处。</translation>
    </message>
    <message>
        <source>All agencies of this project that are not here yet become members of “{0}”.</source>
        <translation>把本项目中尚未列入的单位全部列为“{0}”的下级。</translation>
    </message>
    <message>
        <source>A parent&apos;s figures are held against the sum of its members&apos;; members without a report are named.</source>
        <translation>汇总单位的数据将与其下级各单位之和核对；缺报的下级会列出。</translation>
    </message>
    <message>
        <source>Roster</source>
        <translation>名册</translation>
    </message>
    <message>
        <source>From a folder…</source>
        <translation>从文件夹读取…</translation>
    </message>
    <message>
        <source>From a workbook…</source>
        <translation>从工作簿读取…</translation>
    </message>
    <message>
        <source>All others below it</source>
        <translation>其余单位归入其下</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>改名</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Below the one before</source>
        <translation>降为上一个的下级</translation>
    </message>
    <message>
        <source>Out of its parent</source>
        <translation>升一级</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>撤销</translation>
    </message>
</context>
<context>
    <name>RosterPreview</name>
    <message>
        <source>Roster from {0}</source>
        <translation>来自 {0} 的名册</translation>
    </message>
    <message>
        <source>Roster</source>
        <translation>名册</translation>
    </message>
    <message>
        <source>Parents: {0} · members: {1}</source>
        <translation>上级：{0} · 成员：{1}</translation>
    </message>
    <message>
        <source>members without a report in this project: {0}</source>
        <translation>本项目中缺报的成员：{0}</translation>
    </message>
    <message>
        <source>agencies of this project that are not in it: {0}</source>
        <translation>本项目中未列入的单位：{0}</translation>
    </message>
    <message>
        <source>In place of the present roster</source>
        <translation>替换现有名册</translation>
    </message>
    <message>
        <source>Added to the present roster</source>
        <translation>并入现有名册</translation>
    </message>
    <message>
        <source>Take it</source>
        <translation>采用</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>RosterTree</name>
    <message>
        <source>year unknown</source>
        <translation>年度不明</translation>
    </message>
    <message>
        <source>named twice</source>
        <translation>重复</translation>
    </message>
    <message>
        <source>no report</source>
        <translation>缺报</translation>
    </message>
    <message>
        <source>No roster yet. Read one from a folder or a workbook, or add the agency above all others and put the others below it.</source>
        <translation>还没有名册。可从文件夹或工作簿读取，也可先添加汇总单位，再把其他单位放到它下面。</translation>
    </message>
    <message>
        <source>Told by the name, or set by hand over a report&apos;s tables; rules P21-02, REQ-09 and STR-11 use it.</source>
        <translation>按名称判断，或在报告表格上方人工设定；规则 P21-02、REQ-09、STR-11 据此核对。</translation>
    </message>
    <message>
        <source>Agency</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>层级</translation>
    </message>
    <message>
        <source>Reports here</source>
        <translation>本项目中的报告</translation>
    </message>
</context>
<context>
    <name>RuleWords</name>
    <message>
        <source>Legitimate where: %1</source>
        <translation>以下情形属正常：%1</translation>
    </message>
</context>
<context>
    <name>RulesPage</name>
    <message>
        <source>All forms</source>
        <translation>各版表样</translation>
    </message>
    <message>
        <source>Form of {0}</source>
        <translation>{0} 年表样</translation>
    </message>
    <message>
        <source>on by default</source>
        <translation>默认启用</translation>
    </message>
    <message>
        <source>off by default</source>
        <translation>默认停用</translation>
    </message>
    <message>
        <source>{0} of {1} on</source>
        <translation>已启用 {0}/{1}</translation>
    </message>
    <message>
        <source>Must fix</source>
        <translation>必须处理</translation>
    </message>
    <message>
        <source>To explain</source>
        <translation>需要说明</translation>
    </message>
    <message>
        <source>Hint</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Requests (table III)</source>
        <translation>依申请公开（表三）</translation>
    </message>
    <message>
        <source>Proactive disclosure (table II)</source>
        <translation>主动公开（表二）</translation>
    </message>
    <message>
        <source>Reconsiderations and lawsuits (table IV)</source>
        <translation>复议与诉讼（表四）</translation>
    </message>
    <message>
        <source>Prose</source>
        <translation>正文</translation>
    </message>
    <message>
        <source>Structure and completeness</source>
        <translation>结构与完整性</translation>
    </message>
    <message>
        <source>Single cells</source>
        <translation>单元格</translation>
    </message>
    <message>
        <source>Other tables</source>
        <translation>其他表格</translation>
    </message>
    <message>
        <source>Across years</source>
        <translation>跨年度</translation>
    </message>
    <message>
        <source>Across agencies</source>
        <translation>跨单位</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>默认</translation>
    </message>
    <message>
        <source>Open here</source>
        <translation>未决</translation>
    </message>
    <message>
        <source>on</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>off</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>检查规则</translation>
    </message>
    <message>
        <source>What the rule asks</source>
        <translation>规则说明</translation>
    </message>
    <message>
        <source>Search rules</source>
        <translation>搜索规则</translation>
    </message>
    <message>
        <source>Back to defaults</source>
        <translation>恢复默认</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>您的姓名</translation>
    </message>
    <message>
        <source>Written beside each change and decision in the project.</source>
        <translation>记在项目中每次修改和决定的旁边。</translation>
    </message>
    <message>
        <source>Source page on the right of the table</source>
        <translation>原文页面放在表格右侧</translation>
    </message>
    <message>
        <source>Count my progress, on this machine only</source>
        <translation>统计我的进度（只存在本机）</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>文字大小</translation>
    </message>
    <message>
        <source>Small</source>
        <translation>小</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>标准</translation>
    </message>
    <message>
        <source>Large</source>
        <translation>大</translation>
    </message>
    <message>
        <source>Very large</source>
        <translation>特大</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
</context>
<context>
    <name>SheetBar</name>
    <message>
        <source>Tables</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>Scroll left</source>
        <translation>向左滚动</translation>
    </message>
    <message>
        <source>Scroll right</source>
        <translation>向右滚动</translation>
    </message>
    <message>
        <source>Tables of the form</source>
        <translation>规定表格</translation>
    </message>
    <message>
        <source>Page %1</source>
        <translation>第 %1 页</translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>going on from before</source>
        <translation>接着上次读</translation>
    </message>
    <message numerus="yes">
        <source>about %n s left</source>
        <translation>
            <numerusform>约剩 %n 秒</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n min left</source>
        <translation>
            <numerusform>约剩 %n 分钟</numerusform>
        </translation>
    </message>
    <message>
        <source>Must fix: {0}</source>
        <translation>必须处理 {0}</translation>
    </message>
    <message>
        <source>To explain: {0}</source>
        <translation>需要说明 {0}</translation>
    </message>
    <message>
        <source>Unsure: {0}</source>
        <translation>拿不准 {0}</translation>
    </message>
    <message>
        <source>Reading {0} of {1}  {2}</source>
        <translation>正在读取 {0}/{1}  {2}</translation>
    </message>
    <message>
        <source>Exporting {0} of {1}</source>
        <translation>正在导出 {0}/{1}</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>正在读取</translation>
    </message>
    <message>
        <source>Stop reading; what was read stays, and adding it again goes on from there</source>
        <translation>停止读取；已读出的保留，再次添加会接着读</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Stop the export; no file is left of it</source>
        <translation>停止导出，不留下文件</translation>
    </message>
</context>
<context>
    <name>Steps</name>
    <message>
        <source>form set by hand</source>
        <translation>指定表样</translation>
    </message>
    <message>
        <source>table assigned</source>
        <translation>指定表格</translation>
    </message>
    <message>
        <source>what was done in the earlier version</source>
        <translation>沿用旧版中的改动</translation>
    </message>
    <message>
        <source>splitting</source>
        <translation>拆分</translation>
    </message>
    <message>
        <source>joining</source>
        <translation>合并</translation>
    </message>
    <message>
        <source>shift of cells</source>
        <translation>移动单元格</translation>
    </message>
    <message>
        <source>inserted row</source>
        <translation>插入一行</translation>
    </message>
    <message>
        <source>deleted row</source>
        <translation>删除一行</translation>
    </message>
    <message>
        <source>swap</source>
        <translation>互换</translation>
    </message>
    <message>
        <source>merging</source>
        <translation>合并</translation>
    </message>
    <message>
        <source>division</source>
        <translation>拆分</translation>
    </message>
    <message>
        <source>reading by a grid drawn by hand</source>
        <translation>按重画的表格线识别</translation>
    </message>
    <message>
        <source>change of %n cells</source>
        <translation>修改 %n 个单元格</translation>
    </message>
    <message>
        <source>change of a cell</source>
        <translation>修改单元格</translation>
    </message>
    <message>
        <source>withdrawal</source>
        <translation>撤回决定</translation>
    </message>
    <message>
        <source>as in source</source>
        <translation>原文如此</translation>
    </message>
    <message>
        <source>confirmation</source>
        <translation>确认</translation>
    </message>
    <message>
        <source>doubt</source>
        <translation>存疑</translation>
    </message>
    <message>
        <source>level of the agency</source>
        <translation>单位层级</translation>
    </message>
    <message>
        <source>change of agency or year</source>
        <translation>更正单位或年份</translation>
    </message>
    <message>
        <source>state of the report</source>
        <translation>报告状态</translation>
    </message>
</context>
<context>
    <name>SumLine</name>
    <message>
        <source>The proof goes into feedback letters and the workbook.</source>
        <translation>证明将附入反馈意见和工作簿。</translation>
    </message>
    <message>
        <source>Look there (F7)</source>
        <translation>去看（F7）</translation>
    </message>
</context>
<context>
    <name>TableView</name>
    <message>
        <source>Tables of the report</source>
        <translation>报告的表格</translation>
    </message>
</context>
<context>
    <name>TallyDialog</name>
    <message>
        <source>My progress</source>
        <translation>我的进度</translation>
    </message>
    <message>
        <source>Counted on this machine only. Settings can switch it off.</source>
        <translation>只在本机统计，可在设置中关闭。</translation>
    </message>
    <message>
        <source>Forget all</source>
        <translation>全部清除</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>近7天</translation>
    </message>
    <message>
        <source>{0} min {1} s</source>
        <translation>{0} 分 {1} 秒</translation>
    </message>
    <message>
        <source>{0} s</source>
        <translation>{0} 秒</translation>
    </message>
    <message>
        <source>Reports cleared</source>
        <translation>核完的报告</translation>
    </message>
    <message>
        <source>Median time a report</source>
        <translation>每份用时（中位数）</translation>
    </message>
    <message>
        <source>Corrections</source>
        <translation>更正次数</translation>
    </message>
    <message>
        <source>Keys a correction</source>
        <translation>每次更正的按键数</translation>
    </message>
    <message>
        <source>Suggestions taken</source>
        <translation>采纳的建议</translation>
    </message>
    <message>
        <source>Of these taken back</source>
        <translation>其中又撤销的</translation>
    </message>
</context>
<context>
    <name>TextFinder</name>
    <message>
        <source>A label of the form stays as it is</source>
        <translation>表式栏目名称不会改动</translation>
    </message>
    <message>
        <source>Agency not found</source>
        <translation>未识别机关</translation>
    </message>
    <message>
        <source>{0}  {1}: {2}</source>
        <translation>{0}  {1}：{2}</translation>
    </message>
</context>
<context>
    <name>Tour</name>
    <message>
        <source>The reports</source>
        <translation>报告队列</translation>
    </message>
    <message>
        <source>One line a report. The dot says how far it is, the number how many problems are open. Search and filter above; drop more files at any time.</source>
        <translation>每份报告一行。圆点表示进度，数字表示待处理的问题数。上方可以搜索和筛选；随时可以再拖入文件。</translation>
    </message>
    <message>
        <source>The source page</source>
        <translation>原文页面</translation>
    </message>
    <message>
        <source>The document as it was published. The cell at hand is framed in yellow; click a number on the page to go to its cell. Hold F4 to magnify it.</source>
        <translation>原样显示公布的文件。当前单元格以黄框标出；点击页面上的数字即跳到对应单元格。按住 F4 可放大。</translation>
    </message>
    <message>
        <source>The tables</source>
        <translation>报告表格</translation>
    </message>
    <message>
        <source>What was read. Red with ▲: most likely wrong. A red line: in the same broken sum. Amber: not read with certainty. Hatched: blank. Type to correct; every change is saved at once and can be undone.</source>
        <translation>读取到的内容。红底 ▲：最可能有误；红色边线：在同一不成立的勾稽关系中；琥珀色：识别不确定；斜线：空白。直接键入即可更正，每次改动立即保存，并可撤销。</translation>
    </message>
    <message>
        <source>What does not add up</source>
        <translation>待处理的问题</translation>
    </message>
    <message>
        <source>Each problem in words, with the source of its cells and what would mend it. Alt+1 takes the first suggestion. If the document itself is wrong: As in source.</source>
        <translation>逐条说明问题，并列出相关单元格的原文截图和修改建议。Alt+1 采纳第一条建议。如果原文本身有误，请选“原文如此”。</translation>
    </message>
    <message>
        <source>Three keys are enough</source>
        <translation>三个键就够了</translation>
    </message>
    <message>
        <source>F8: next problem. Enter: the cell is right, go on. F9: report reviewed, next one. F1 lists all keys. This tour is in the Help menu.</source>
        <translation>F8：下一个问题。Enter：此单元格无误，继续。F9：报告已核，下一份。F1 列出全部按键。本导览可从“帮助”菜单再次打开。</translation>
    </message>
    <message>
        <source>Not again</source>
        <translation>不再显示</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>跳过</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
</context>
<context>
    <name>VersionDialog</name>
    <message>
        <source>New version: {0}</source>
        <translation>新版：{0}</translation>
    </message>
    <message>
        <source>{0} → {1}</source>
        <translation>{0} → {1}</translation>
    </message>
    <message numerus="yes">
        <source>%n cell(s) read otherwise.</source>
        <translation>
            <numerusform>有 %n 格读数不同。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of your entries hold for the new version.</source>
        <translation>
            <numerusform>您的 %n 处改动对新版仍适用。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of your corrections do not fit it any more.</source>
        <translation>
            <numerusform>您的 %n 处更正已与新版不符。</numerusform>
        </translation>
    </message>
    <message>
        <source>New versions</source>
        <translation>新版报告</translation>
    </message>
    <message>
        <source>Cells that differ</source>
        <translation>不同的格</translation>
    </message>
    <message>
        <source>&amp;Take the new version</source>
        <translation>换用新版(&amp;T)</translation>
    </message>
    <message>
        <source>Your corrections and decisions go over where the reading is the same</source>
        <translation>读数相同之处，您的更正与认定一并沿用</translation>
    </message>
    <message>
        <source>&amp;Keep both</source>
        <translation>都保留(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Ignore the new one</source>
        <translation>不用新版(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Later</source>
        <translation>以后再说(&amp;L)</translation>
    </message>
</context>
<context>
    <name>VersionTable</name>
    <message>
        <source>Cell</source>
        <translation>格</translation>
    </message>
    <message>
        <source>Old version</source>
        <translation>旧版</translation>
    </message>
    <message>
        <source>You left</source>
        <translation>您的结果</translation>
    </message>
    <message>
        <source>New version</source>
        <translation>新版</translation>
    </message>
    <message>
        <source>If you take the new one</source>
        <translation>换用新版后</translation>
    </message>
    <message>
        <source>! the new text, to be looked at</source>
        <translation>! 用新版内容，待核</translation>
    </message>
    <message>
        <source>what you left stays</source>
        <translation>沿用您的结果</translation>
    </message>
    <message>
        <source>the new text</source>
        <translation>用新版内容</translation>
    </message>
</context>
<context>
    <name>YearsPage</name>
    <message>
        <source>Agency</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Applicants: {0}</source>
        <translation>申请人：{0}</translation>
    </message>
    <message>
        <source>Applicants: all columns</source>
        <translation>申请人：全部各列</translation>
    </message>
    <message>
        <source>Columns of the requests</source>
        <translation>依申请公开各列</translation>
    </message>
    <message>
        <source>Year by year</source>
        <translation>逐年对比</translation>
    </message>
</context>
</TS>
