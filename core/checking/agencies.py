"""What kind of agency a report is of, as far as its name tells."""

import re
from enum import StrEnum
from functools import lru_cache

from core.reading.labels import plain, simplified


class Level(StrEnum):
    """Where an agency stands. Cities are not told apart: some of them count as counties."""

    CENTRAL = "central"  # the State Council's departments
    PROVINCE = "province"
    PROVINCE_DEPARTMENT = "province-department"
    CITY = "city"
    COUNTY = "county"
    DEPARTMENT = "department"  # of a city or a county
    TOWNSHIP = "township"


_PROVINCE = r"(?:.{2,3}省|.{2,8}自治区|(?:北京|上海|天津|重庆)市)"
_LEVELS = (
    (Level.TOWNSHIP, r".*(?:[乡镇]|街道)(?:人民政府|办事处|办)|.{2,}(?:街道|[乡镇])"),
    (Level.PROVINCE, rf"{_PROVINCE}(?:人民政府)?"),
    (Level.COUNTY, r".+(?:[县旗]|(?<!自治)区)(?:人民政府)?"),
    (Level.CITY, r".+[市州盟](?:人民政府)?"),
    (Level.CENTRAL, r"(?:国家|国务院|中国|中华人民共和国).*[部局委署会院]|.{2,6}部"),
    (Level.DEPARTMENT, r".*(?:[市县州盟旗]|(?<!自治)区).*(?:[局委办厅队处室院会]|中心|公司)"),
    (Level.PROVINCE_DEPARTMENT, rf"{_PROVINCE}.*(?:[局委办厅处室院会]|中心)"),
)
_PROVINCIAL = re.compile(rf"{_PROVINCE}[^市县州盟旗区]*")


@lru_cache(maxsize=1000)
def agency_level(agency: str) -> Level | None:
    """Return the level that an agency's name tells, None where it does not."""
    name = simplified(plain(agency))
    for level, pattern in _LEVELS:
        if re.fullmatch(pattern, name):
            provincial = level is Level.DEPARTMENT and _PROVINCIAL.fullmatch(name)
            return Level.PROVINCE_DEPARTMENT if provincial else level
    return None
