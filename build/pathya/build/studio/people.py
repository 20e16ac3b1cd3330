"""Who works with the studio: the name that translations and sign-offs bear."""

from __future__ import annotations

import shutil
import subprocess

from pathya.build.project import Project


def who(project: Project) -> str:
    """Name the user, as `user` in pathya.toml says, or else as Git does; empty: nobody says."""
    return project.settings.user or _of_git(project)


def _of_git(project: Project) -> str:
    git = shutil.which("git")
    if not git:
        return ""
    command = [git, "config", "--get", "user.name"]
    done = subprocess.run(command, cwd=project.root, capture_output=True, check=False)
    return done.stdout.decode("utf-8", "replace").strip()
