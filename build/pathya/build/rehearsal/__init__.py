"""The rehearsal: a platform on this machine that judges requests as iGOT Karmayogi would."""
