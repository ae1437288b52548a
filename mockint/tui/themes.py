"""Three sets of colours with one accent each, and one without any colour."""

from dataclasses import replace

from textual.theme import Theme

DARK = Theme(
    name="dark",
    primary="#56a3b4",
    secondary="#4a6f7c",
    accent="#6fc3d3",
    warning="#e0a84e",
    error="#e0736b",
    success="#83b77a",
    foreground="#d6dae0",
    background="#14171b",
    surface="#1a1e23",
    panel="#22272e",
    variables={
        "border": "#6fc3d3",
        "border-blurred": "#3b434c",
        "block-cursor-background": "#264a54",
        "block-cursor-foreground": "#f2f5f7",
        "block-cursor-text-style": "bold",
        "footer-key-foreground": "#6fc3d3",
        "scrollbar": "#3b434c",
        "scrollbar-hover": "#56a3b4",
        "scrollbar-active": "#6fc3d3",
        "scrollbar-background": "#1a1e23",
        "scrollbar-background-hover": "#1a1e23",
        "scrollbar-background-active": "#1a1e23",
    },
)
LIGHT = Theme(
    name="light",
    dark=False,
    primary="#0f6b7c",
    secondary="#5c7780",
    accent="#0b6677",
    warning="#9a5b00",
    error="#b3261e",
    success="#35702f",
    foreground="#22272d",
    background="#fbfaf7",
    surface="#f4f2ed",
    panel="#ebe8e1",
    variables={
        "border": "#0b6677",
        "border-blurred": "#c3c0b8",
        "block-cursor-background": "#cfe5ea",
        "block-cursor-foreground": "#10242a",
        "block-cursor-text-style": "bold",
        "footer-key-foreground": "#0b6677",
        "scrollbar": "#c3c0b8",
        "scrollbar-hover": "#0f6b7c",
        "scrollbar-active": "#0b6677",
        "scrollbar-background": "#f4f2ed",
        "scrollbar-background-hover": "#f4f2ed",
        "scrollbar-background-active": "#f4f2ed",
    },
)
TERMINAL = Theme(
    name="terminal",
    ansi=True,
    primary="ansi_cyan",
    secondary="ansi_blue",
    accent="ansi_cyan",
    warning="ansi_yellow",
    error="ansi_red",
    success="ansi_green",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    boost="ansi_default",
    variables={
        "ansi-background": "ansi_default",
        "ansi-foreground": "ansi_default",
        "border": "ansi_cyan",
        "border-blurred": "ansi_bright_black",
        "block-cursor-background": "ansi_cyan",
        "block-cursor-foreground": "ansi_black",
        "block-cursor-text-style": "bold",
        "footer-key-foreground": "ansi_cyan",
    },
)
COLOURLESS = replace(
    TERMINAL,
    name="colourless",
    variables={
        **TERMINAL.variables,
        "border-blurred": "ansi_default",
        "block-cursor-background": "ansi_default",
        "block-cursor-foreground": "ansi_default",
        "block-cursor-text-style": "bold reverse",
        "input-selection-background": "ansi_default",
        "button-focus-text-style": "bold reverse",
    },
)
"""For NO_COLOR: what the others tell by colour is told by weight and by reversing."""

THEMES = (DARK, LIGHT, TERMINAL)


def next_theme(name: str) -> str:
    """Return the theme after this one."""
    names = [theme.name for theme in THEMES]
    return names[(names.index(name) + 1) % len(names)]
