"""Reading pages of PDFs: what a person sees on them, and nothing else."""

import pymupdf
import pytest

from core.sources.pdf import PdfSource

BLACK, WHITE, GREY, BLUE = (0.0,) * 3, (1.0,) * 3, (0.7,) * 3, (0.1, 0.2, 0.5)


@pytest.fixture
def draw(tmp_path):
    """A new page to draw on, and the same page as it is read."""

    class Sheet:
        def __init__(self):
            self.pdf = pymupdf.open()
            self.page = self.pdf.new_page()

        def text(self, text, x=100, y=100, **how):
            self.page.insert_text((x, y), text, fontsize=how.pop("fontsize", 10), **how)

        def fill(self, box, colour=BLACK, **how):
            self.page.draw_rect(box, color=None, fill=colour, **how)

        def picture(self, box, tone=255, alpha=None):
            pixmap = pymupdf.Pixmap(pymupdf.csGRAY, (0, 0, 8, 8), alpha is not None)
            pixmap.clear_with(tone)
            if alpha is not None:
                pixmap.set_alpha(bytes([alpha]) * 64)
            self.page.insert_image(box, pixmap=pixmap, keep_proportion=False)

        def read(self):
            self.pdf.save(tmp_path / "drawn.pdf")
            source = PdfSource(tmp_path / "drawn.pdf")
            page = source.page(1)
            source.close()
            return page

        def said(self):
            return "".join(char.text for char in self.read().chars)

    return Sheet()


OVER = (90, 85, 150, 105)


def test_text_over_a_coloured_ground_is_read(draw):
    draw.fill(OVER, GREY)
    draw.text("12")
    draw.fill((90, 185, 150, 205), BLUE)
    draw.text("34", y=200, color=WHITE)
    assert draw.said() == "1234"


@pytest.mark.parametrize("colour", [BLACK, WHITE, BLUE])
def test_text_under_an_opaque_area_is_not_read(draw, colour):
    draw.text("7", y=50)  # something is drawn before the area in any case
    draw.text("12")
    draw.fill(OVER, colour)
    assert draw.said() == "7"


def test_the_number_that_was_written_over_a_covered_one_is_read_alone(draw):
    draw.text("123")
    draw.fill(OVER, WHITE)
    draw.text("45")
    assert draw.said() == "45"


def test_the_same_number_written_over_a_covered_one_is_read_once(draw):
    draw.text("123")
    draw.fill(OVER, WHITE)
    draw.text("123")
    assert draw.said() == "123"


def test_text_under_a_veil_is_read(draw):
    draw.text("7", y=50)
    draw.text("12")
    draw.fill(OVER, (1, 1, 0), fill_opacity=0.3)
    assert draw.said() == "712"


def test_highlighted_text_is_read(draw):
    draw.text("12")
    draw.page.add_highlight_annot(pymupdf.Rect(OVER))
    assert draw.said() == "12"


def test_text_under_an_opaque_picture_is_not_read(draw):
    draw.text("7", y=50)
    draw.text("12")
    draw.picture(OVER)
    assert draw.said() == "7"


def test_text_under_the_clear_parts_of_a_picture_is_read(draw):
    draw.text("12")
    draw.picture(OVER, tone=0, alpha=0)
    assert draw.said() == "12"


def test_lines_under_a_cover_that_hides_text_are_not_read(draw):
    draw.text("12")
    draw.page.draw_line((95, 102), (140, 102))
    draw.page.draw_line((95, 300), (140, 300))
    draw.picture(OVER)
    assert [round(ruling.at) for ruling in draw.read().rulings] == [300]


@pytest.mark.parametrize("colour", [WHITE, (0.98, 0.98, 0.98)])
def test_white_text_on_white_paper_is_not_read(draw, colour):
    draw.text("12", color=colour)
    draw.text("7", y=200)
    assert draw.said() == "7"


def test_text_in_the_colour_of_the_area_behind_it_is_not_read(draw):
    draw.fill(OVER, BLUE)
    draw.text("12", color=BLUE)
    draw.text("7", y=200, color=BLUE)
    assert draw.said() == "7"


@pytest.mark.parametrize(
    "how", [{"render_mode": 3}, {"fill_opacity": 0.0}, {"fontsize": 0.5}], ids=str
)
def test_text_that_is_not_painted_is_not_read(draw, how):
    draw.text("12", **how)
    draw.text("7", y=200)
    assert draw.said() == "7"


def test_text_in_a_hidden_layer_is_not_read(draw):
    draw.text("12", oc=draw.pdf.add_ocg("draft", on=False))
    draw.text("7", y=200, oc=draw.pdf.add_ocg("final", on=True))
    assert draw.said() == "7"


def test_text_beside_the_page_is_not_read(draw):
    draw.text("12", x=-30)
    draw.text("34", y=500)
    draw.text("7")
    draw.page.set_cropbox(pymupdf.Rect(50, 50, 400, 400))
    page = draw.read()
    assert [(c.text, round(c.box[0]), page.width) for c in page.chars] == [("7", 50, 350)]


def test_text_that_a_clip_path_cuts_away_is_not_read(draw):
    draw.text("12")
    xref = draw.page.get_contents()[0]
    stream = draw.pdf.xref_stream(xref)
    draw.pdf.update_stream(xref, b"q 0 0 50 50 re W n " + stream + b" Q")
    assert draw.said() == ""


def test_text_struck_twice_is_read_once(draw):
    draw.text("22")
    draw.text("22", x=100.4, y=100.3)
    assert draw.said() == "22"


def test_text_set_askew_is_not_read(draw):
    draw.text("12", morph=(pymupdf.Point(100, 100), pymupdf.Matrix(30)))
    draw.text("7", y=200)
    assert draw.said() == "7"


def test_what_stands_in_visible_notes_and_form_fields_is_read(draw):
    draw.page.add_freetext_annot((100, 100, 200, 120), "12", fontsize=10)
    hidden = draw.page.add_freetext_annot((100, 150, 200, 170), "9", fontsize=10)
    hidden.set_flags(2)  # PDF_ANNOT_IS_HIDDEN
    hidden.update()
    field = pymupdf.Widget()
    field.field_type, field.field_name = 7, "f"  # PDF_WIDGET_TYPE_TEXT
    field.rect, field.field_value = pymupdf.Rect(100, 200, 200, 220), "34"
    draw.page.add_widget(field)
    assert draw.said() == "1234"


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_larger_pictures_are_told_of_where_they_are_shown(draw, rotation):
    draw.picture((100, 200, 400, 500), tone=128)
    draw.picture((10, 10, 30, 30), tone=128)
    draw.page.set_rotation(rotation)
    page = draw.read()
    box = (pymupdf.Rect(100, 200, 400, 500) * draw.page.rotation_matrix).normalize()
    assert [tuple(map(round, image)) for image in page.images] == [tuple(map(round, box))]
    assert page.pictures == pytest.approx((90_000 + 400) / (595 * 842), rel=0.01)
