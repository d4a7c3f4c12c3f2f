"""Published methods, one file each: arrays in, numbers out."""
