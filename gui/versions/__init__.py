"""Documents that were published again or changed on disk: offered as new versions."""
