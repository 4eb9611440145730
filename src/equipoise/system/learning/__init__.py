"""What use teaches: a cue comes to promise what followed it."""
