"""The final assessment as iGOT Karmayogi takes it: a question set, its forms in CSV."""
