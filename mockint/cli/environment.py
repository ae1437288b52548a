"""`mockint where`: the folders that mockint reads and writes."""

import click

from mockint.bundled import bundled_root
from mockint.content import user_root
from mockint.folders import exports_folder, settings_path
from mockint.store import store_path


@click.command("where")
def where_command() -> None:
    """Say where content and sessions are kept. MOCKINT_HOME puts all into one folder."""
    click.echo(f"bundled content  {bundled_root()}")
    click.echo(f"your content     {user_root()}")
    click.echo(f"settings         {settings_path()}")
    click.echo(f"exports          {exports_folder()}")
    click.echo(f"sessions         {store_path()}")
