"""Where the agency of a report stands: as a person said, else as far as its name tells."""

import re
from enum import StrEnum
from functools import lru_cache

from core.reading.labels import plain, simplified
from core.report import Report
from core.text import Text


class Level(StrEnum):
    """Where an agency stands. Cities are not told apart: some of them count as counties."""

    CENTRAL = "central"  # the State Council's departments
    PROVINCE = "province"
    PROVINCE_DEPARTMENT = "province-department"
    CITY = "city"
    COUNTY = "county"
    DEPARTMENT = "department"  # of a city or a county
    TOWNSHIP = "township"


LEVEL_NAMES = {
    Level.CENTRAL: Text("国务院部门", "State Council department"),
    Level.PROVINCE: Text("省级政府", "provincial government"),
    Level.PROVINCE_DEPARTMENT: Text("省级部门", "provincial department"),
    Level.CITY: Text("市级政府", "city government"),
    Level.COUNTY: Text("县级政府", "county government"),
    Level.DEPARTMENT: Text("市县部门", "city or county department"),
    Level.TOWNSHIP: Text("乡镇街道", "township or subdistrict"),
}
"""What the levels are called, from the highest to the lowest."""

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


def level_of(report: Report) -> Level | None:
    """Return the level of a report's agency: what a person set, else what its name tells."""
    return _BY_NAME.get(report.level) or agency_level(report.agency)


def level_name(level: str) -> Text:
    """Return what a level is called, as it is kept in a project; "" is as the name tells."""
    known = _BY_NAME.get(level)
    return LEVEL_NAMES[known] if known else Text("按名称判断", "as its name tells")


_BY_NAME = {level.value: level for level in Level}


@lru_cache(maxsize=1000)
def agency_level(agency: str) -> Level | None:
    """Return the level that an agency's name tells, None where it does not."""
    name = simplified(plain(agency))
    for level, pattern in _LEVELS:
        if re.fullmatch(pattern, name):
            provincial = level is Level.DEPARTMENT and _PROVINCIAL.fullmatch(name)
            return Level.PROVINCE_DEPARTMENT if provincial else level
    return None
