"""The API's tokens of everybody."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.permissions import Role
from app.models import ApiToken, Employee
from app.services.accounts.api_tokens import make_api_token
from tests.builders import NOW, make_user
from tests.functional.web.conftest import SignIn


def test_token_of_another_is_seen_and_revoked(session: Session, sign_in: SignIn) -> None:
    admin, owner = sign_in(Role.ADMIN), make_user(session)
    make_api_token(session, owner, name="nightly export", days=30, may_write=True, live=0, now=NOW)
    session.commit()
    token = session.scalars(sa.select(ApiToken)).one()
    page = admin.open("/admin/tokens")
    assert page.texts("th", scope="row") == [session.get_one(Employee, owner.employee_id).name]
    page = admin.submit(page, f"/admin/tokens/{token.id}/revoke")
    assert "Nobody has a token" in page.text
    session.refresh(token)
    assert token.revoked_at is not None
