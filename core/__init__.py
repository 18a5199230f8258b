"""Reading, checking and storing annual reports. Knows no window: nothing here imports Qt."""
