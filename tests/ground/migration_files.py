"""A folder of migrations and one of doors that a test may write into."""

from pathlib import Path

from chaincare.embedded import APP_LOGIN, Urls
from chaincare.migrate import MigrationReport, migrate

FIRST = "CREATE TABLE chaincare.first (id int PRIMARY KEY);"
SECOND = "CREATE TABLE chaincare.second (id int PRIMARY KEY);"
DOOR = """
CREATE OR REPLACE FUNCTION chaincare.knock() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1';
GRANT EXECUTE ON FUNCTION chaincare.knock() TO chaincare_app;
"""


class MigrationFiles:
    """A folder of migrations and one of doors, and the database they are brought to."""

    def __init__(self, folder: Path, urls: Urls) -> None:
        self.migrations = folder / "migrations"
        self.doors = folder / "package"
        self.urls = urls
        (self.doors / "trace").mkdir(parents=True)
        self.migrations.mkdir()

    def write(self, name: str, text: str) -> None:
        (self.migrations / name).write_text(text, encoding="utf-8")

    def write_door(self, text: str) -> None:
        (self.doors / "trace" / "door.sql").write_text(text, encoding="utf-8")

    async def migrate(self) -> MigrationReport:
        return await migrate(self.urls.migrate_url, APP_LOGIN, migrations=self.migrations, doors=self.doors)
