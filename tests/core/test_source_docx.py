"""Word documents as flows: what a person sees in them is read, and nothing else."""

import pytest

from core.sources.docx import read_flow
from core.typeset.flow import Align, Paragraph, Picture, Run
from tests.core.made_docx import (
    grid_of,
    paragraph,
    run,
    strict,
    tables_of,
    tbl,
    tc,
    texts_of,
    tr,
    write_docx,
)

PNG = b"\x89PNG\r\n\x1a\n picture"


def flow_of(tmp_path, body, **parts):
    return read_flow(write_docx(tmp_path / "某 局📄.docx", body, **parts))


def text_of(tmp_path, inside, **parts):
    return "|".join(texts_of(flow_of(tmp_path, paragraph(inside), **parts)))


def field(code, result):
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    return (
        mark("begin") + f"<w:r><w:instrText>{code}</w:instrText></w:r>"
        + mark("separate") + run(result) + mark("end")
    )  # fmt: skip


SEEN = {
    "runs that split a number": (run("1") + run("2", "<w:b/>") + run("3"), "123"),
    "signs": ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:noBreakHyphen/><w:t>1</w:t></w:r>",
              "a\tb\n-1"),
    "white space at the ends": (
        "<w:r><w:t> 1 </w:t><w:t xml:space='preserve'> 2</w:t></w:r>", "1 2"),
    "soft hyphen": ("<w:r><w:t>1</w:t><w:softHyphen/><w:t>2</w:t></w:r>", "12"),
    "symbol": ('<w:r><w:sym w:font="Symbol" w:char="F035"/></w:r>', "5"),
    "a sign of a font": ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "\ufffd"),
    "inserted": (f"<w:ins>{run('12')}</w:ins>", "12"),
    "deleted": (f"<w:del><w:r><w:delText>9</w:delText></w:r></w:del>{run('1')}", "1"),
    "deleted, as text": (f"<w:del>{run('9')}</w:del>{run('1')}", "1"),
    "moved": (f"<w:moveFrom>{run('9')}</w:moveFrom><w:moveTo>{run('1')}</w:moveTo>", "1"),
    "hidden": (run("9", "<w:vanish/>") + run("1", '<w:vanish w:val="0"/>'), "1"),
    "struck": (run("9", "<w:strike/>") + run("8", "<w:dstrike/>") + run("1"), "1"),
    "white on white": (run("9", '<w:color w:val="FFFFFF"/>') + run("1"), "1"),
    "white on a ground": (
        run("1", '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="0000FF"/>'), "1"),
    "too small to be seen": (run("9", '<w:sz w:val="2"/>') + run("1"), "1"),
    "field": (field("PAGE 9", "1"), "1"),
    "field in the code of another": (field(f"IF {field('X', '9')} 8", "1"), "1"),
    "field without an end": ('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + run("9"), ""),
    "simple field": (f'<w:fldSimple w:instr="DATE">{run("1")}</w:fldSimple>', "1"),
    "content control": (f"<w:sdt><w:sdtPr/><w:sdtContent>{run('1')}</w:sdtContent></w:sdt>", "1"),
    "content control to be filled in": (
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('点击')}</w:sdtContent></w:sdt>",
        "",
    ),
    "link": (f'<w:hyperlink r:id="x"><w:smartTag>{run("1")}</w:smartTag></w:hyperlink>', "1"),
    "ruby": (f"<w:r><w:ruby><w:rt>{run('hàn')}</w:rt><w:rubyBase>{run('汉')}</w:rubyBase>"
             "</w:ruby></w:r>", "汉"),
    "alternatives": (
        f"<mc:AlternateContent><mc:Choice Requires='x'>{run('1')}</mc:Choice>"
        f"<mc:Fallback>{run('1')}</mc:Fallback></mc:AlternateContent>", "1"),
    "alternatives, one unknown": (
        "<mc:AlternateContent><mc:Choice Requires='x'><v:shape/></mc:Choice>"
        f"<mc:Fallback>{run('1')}</mc:Fallback></mc:AlternateContent>", "1"),
    "footnote": ("<w:r><w:t>22</w:t><w:footnoteReference w:id='2'/></w:r>", "22"),
    "formula": ("<m:oMathPara><m:oMath><m:r><m:t>12</m:t></m:r></m:oMath></m:oMathPara>", "12"),
    "comment": ("<!-- 9 --><w:commentRangeStart w:id='1'/>" + run("1"), "1"),
}  # fmt: skip


@pytest.mark.parametrize("name", SEEN)
def test_what_a_person_sees_is_read(tmp_path, name):
    inside, seen = SEEN[name]
    assert text_of(tmp_path, inside) == seen


def test_both_flavours_of_the_standard_are_read_alike(tmp_path):
    body = paragraph(run("五", '<w:b w:val="1"/>')) + tbl(tr(tc("a"), tc("1")))
    assert flow_of(tmp_path, body, change=strict) == flow_of(tmp_path, body)


def test_a_paragraph_whose_end_was_deleted_goes_on(tmp_path):
    body = (
        paragraph(run("1"), "<w:rPr><w:del/></w:rPr>") + paragraph(run("2")) + paragraph(run("3"))
    )
    assert texts_of(flow_of(tmp_path, body)) == ["12", "3"]


STYLES = """
<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="21"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="a">
  <w:pPr><w:ind w:firstLine="420"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="1"><w:basedOn w:val="a"/>
  <w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:b/><w:sz w:val="44"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="2"><w:basedOn w:val="1"/>
  <w:rPr><w:color w:val="FF0000"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="x"><w:basedOn w:val="y"/></w:style>
<w:style w:type="paragraph" w:styleId="y"><w:basedOn w:val="x"/></w:style>
<w:style w:type="character" w:styleId="strong"><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="character" w:styleId="unseen"><w:rPr><w:vanish/></w:rPr></w:style>
"""


def test_looks_come_from_the_run_its_styles_and_the_defaults(tmp_path):
    def one(inside, properties=""):
        return flow_of(tmp_path, paragraph(inside, properties), styles=STYLES).blocks[0]

    named = '<w:pStyle w:val="2"/>'
    assert one(run("a")) == Paragraph((Run("a", 10.5),), indent=21.0)
    assert one(run("a"), named) == Paragraph(
        (Run("a", 22.0, bold=True, color=(1.0, 0.0, 0.0)),), Align.CENTRE, 21.0
    )
    plain = one(run("a", '<w:b w:val="0"/><w:sz w:val="20"/>'), named + '<w:jc w:val="right"/>')
    assert plain == Paragraph((Run("a", 10.0, color=(1.0, 0.0, 0.0)),), Align.RIGHT, 21.0)
    strong = one(run("a", '<w:rStyle w:val="strong"/>'), named)
    assert isinstance(strong, Paragraph)
    assert not strong.runs[0].bold  # bold in bold is plain
    assert one(run("a", '<w:rStyle w:val="unseen"/>')) == Paragraph((), indent=21.0)
    assert one(run("a"), '<w:pStyle w:val="x"/>') == Paragraph((Run("a", 10.5),))
    hanging = '<w:ind w:hanging="420" w:left="840"/>'
    assert one(run("a"), hanging) == Paragraph((Run("a", 10.5),))
    chars = '<w:ind w:firstLineChars="200" w:firstLine="1"/>'
    assert one(run("a"), chars) == Paragraph((Run("a", 10.5),), indent=21.0)


def level(at, numbering, text, extra=""):
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{numbering}"/>{extra}'
        f'<w:lvlText w:val="{text}"/><w:suff w:val="nothing"/></w:lvl>'
    )


NUMBERING = f"""
<w:abstractNum w:abstractNumId="0">{level(0, "chineseCountingThousand", "%1、")}
{level(1, "chineseCounting", "（%2）")}{level(2, "decimal", "%3.")}
{level(3, "decimal", "%1.%4", "<w:isLgl/>")}</w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/>
<w:lvlText w:val="&#xF0B7;"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="0"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="1"/></w:num>
"""


def numbered(text, at=0, number=1):
    properties = f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{number}"/></w:numPr>'
    return paragraph(run(text), properties)


def test_labels_of_numbered_paragraphs_are_read_as_shown(tmp_path):
    body = (
        numbered("本年新收") + numbered("上年结转") + numbered("结果") + numbered("公开", 1)
        + numbered("不予公开", 1) + numbered("秘密", 2) + numbered("法律", 2) + numbered("无法", 1)
        + numbered("一样", 2) + numbered("法", 3) + numbered("结转", number=2)
        + numbered("另起", number=3) + numbered("再", number=3) + numbered("点", number=4)
        + numbered("没有", number=0) + numbered("未知", number=77) + numbered("深", 8)
    )  # fmt: skip
    assert texts_of(flow_of(tmp_path, body, numbering=NUMBERING)) == [
        "一、本年新收", "二、上年结转", "三、结果", "（一）公开", "（二）不予公开", "1.秘密",
        "2.法律", "（三）无法", "1.一样", "3.1法", "四、结转", "五、另起", "六、再", "• 点", "没有",
        "未知", "深",
    ]  # fmt: skip


def test_a_style_may_number_its_paragraphs(tmp_path):
    styles = """<w:style w:type="paragraph" w:styleId="1">
    <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>"""
    body = paragraph(run("情况"), '<w:pStyle w:val="1"/>') + paragraph(
        run("无"), '<w:pStyle w:val="1"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    )
    assert texts_of(flow_of(tmp_path, body, styles=styles, numbering=NUMBERING)) == [
        "一、情况",
        "无",
    ]


def test_labels_in_tables_are_counted_in_reading_order(tmp_path):
    body = tbl(tr(tc(numbered("新收")), tc("1")), tr(tc(numbered("结转")), tc("2")))
    table = tables_of(flow_of(tmp_path, body, numbering=NUMBERING))[0]
    assert grid_of(table) == [["一、新收", "1"], ["二、结转", "2"]]


DRAWING = """<w:r><w:drawing><wp:anchor><wp:extent cx="127000" cy="254000"/><wp:docPr id="1"{}/>
{}</wp:anchor></w:drawing></w:r>"""


def box(inside, hidden=""):
    shape = f"<wps:wsp><wps:txbx><w:txbxContent>{inside}</w:txbxContent></wps:txbx></wps:wsp>"
    return DRAWING.format(hidden, shape)


def test_text_boxes_stand_behind_the_paragraph_that_they_are_anchored_in(tmp_path):
    inside = paragraph(run("盒")) + tbl(tr(tc("a"), tc("1")))
    flow = flow_of(tmp_path, paragraph(run("前") + box(inside)) + paragraph(run("后")))
    assert texts_of(flow) == ["前", "盒", "后"]
    assert grid_of(tables_of(flow)[0]) == [["a", "1"]]


def test_a_text_box_is_read_once_and_a_hidden_one_never(tmp_path):
    shown = box(paragraph(run("1")))
    old = (
        "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>"
        f"{paragraph(run('1'))}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    both = (
        f"<mc:AlternateContent><mc:Choice Requires='wps'>{shown}</mc:Choice>"
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>"
    )
    assert text_of(tmp_path, both) == "1"
    assert text_of(tmp_path, old) == "1"
    assert text_of(tmp_path, old.replace("<v:shape>", '<v:shape style="visibility: hidden">')) == ""
    assert text_of(tmp_path, box(paragraph(run("9")), ' hidden="1"')) == ""


def test_pictures_are_shown_where_they_are_in_the_file(tmp_path):
    def picture(name):
        return paragraph(DRAWING.format("", f'<a:blip r:embed="{name}"/>'))

    body = picture("a.png") + picture("b.emf") + picture("missing.png")
    flow = flow_of(tmp_path, body, media={"a.png": PNG, "b.emf": b"\1\0\0\0"})
    assert flow.blocks == (Picture(PNG, 10.0, 20.0),)


def test_the_size_of_a_page_is_that_of_the_first_section(tmp_path):
    size = '<w:sectPr><w:pgSz w:w="{}" w:h="{}"/></w:sectPr>'
    assert flow_of(tmp_path, paragraph(run("1")) + size.format(16838, 11906)).size == (841.9, 595.3)
    assert flow_of(tmp_path, paragraph(run("1")) + size.format(1, 99999999)).size == (595.0, 842.0)
    assert flow_of(tmp_path, paragraph(run("1"))).kind == "docx"
