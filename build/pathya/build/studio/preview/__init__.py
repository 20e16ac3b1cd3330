"""The preview: courses as learners will meet them, made anew whenever a file is saved."""
