"""Pages that are pictures: straightened, their rulings found, their text and values recognised."""
