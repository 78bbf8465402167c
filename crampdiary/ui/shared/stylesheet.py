"""The one stylesheet of the application, written from tokens; no widget states a colour itself.

Text sizes grow with `scale`; paddings and lines do not, so that large text leaves room for itself.
"""

from dataclasses import fields
from string import Template

from crampdiary.tokens import (
    CONTROL_HEIGHT,
    GRID,
    RADIUS_CARD,
    RADIUS_CONTROL,
    TEXT_BODY,
    TEXT_LEAD,
    TEXT_SMALL,
    TEXT_TITLE,
    Palette,
)

# The side of a tick box at the usual text size, in pixels.
INDICATOR = 18

_SURFACES = """
QWidget { color: $ink; selection-background-color: $strong; selection-color: $on_strong; }
QMainWindow, QDialog, ScrollPage, PageBody, QMessageBox { background: $paper; }
QScrollArea, QAbstractScrollArea { border: none; background: transparent; }
QScrollArea > QWidget > QWidget { background: transparent; }
Card { background: $card; border: 1px solid $hairline; border-radius: ${radius_card}px; }
Sidebar { background: $card; border: none; border-right: 1px solid $hairline; }
Hairline { background: $hairline; border: none; max-height: 1px; min-height: 1px; }
Toast, DemoBanner { background: $selected; border: 1px solid $hairline;
  border-radius: ${radius_control}px; margin: 8px 32px 0px 32px; }
Toast { margin-bottom: 8px; }
QToolTip { color: $ink; background: $card; border: 1px solid $hairline; padding: 4px 8px; }
Popover { background: $card; border: 1px solid $control_line; }
QBalloonTip QPushButton { border: none; background: transparent; padding: 0px; min-height: 0px; }
QMenu { background: $card; border: 1px solid $hairline; padding: 4px; }
QMenu::item { padding: 8px 24px; border-radius: 6px; }
QMenu::item:selected { background: $selected; color: $ink; }
QMenu::item:disabled { color: $quiet; }
QMenu::separator { height: 1px; background: $hairline; margin: 4px 8px; }
"""

_TEXT = """
PageTitle { font-size: ${title}px; font-weight: 700; }
SectionTitle { font-size: ${body}px; font-weight: 600; }
AppName { font-size: ${lead}px; font-weight: 700; color: $selected_ink; }
LeadLabel { font-size: ${lead}px; font-weight: 600; }
QuietLabel { color: $quiet; font-size: ${body}px; }
DoseName[missed="true"] { color: $danger; }
FieldLabel { color: $quiet; font-size: ${small}px; font-weight: 500; }
ErrorLabel { color: $danger; font-size: ${small}px; font-weight: 500; }
Badge { color: $ink; background: $field; font-size: ${small}px; font-weight: 600;
  border-radius: ${radius_badge}px; padding: 3px 10px; }
KeyHint { color: $quiet; font-size: ${tiny}px; border: 1px solid $hatch; border-radius: 4px;
  padding: 1px 5px; }
"""

_BUTTONS = """
QPushButton { background: $card; color: $ink; border: 1px solid $control_line;
  border-radius: ${radius_control}px; min-height: ${control_inner}px; padding: 0px 16px;
  font-size: ${body}px; font-weight: 500; outline: none; }
QPushButton:hover { background: $field; }
QPushButton:pressed { background: $selected; }
QPushButton:focus { border: 2px solid $focus; padding: 0px 15px; min-height: ${control_focus}px; }
QPushButton:disabled { color: $quiet; background: $paper; }
QPushButton:checked { background: $strong; color: $on_strong; border: 1px solid $strong;
  font-weight: 600; }
QPushButton:checked:hover { background: $strong_hover; border-color: $strong_hover; }
QPushButton:checked:focus { border: 1px solid $strong; padding: 0px 16px;
  min-height: ${control_inner}px; }
PrimaryButton { background: $strong; color: $on_strong; border: 1px solid $strong;
  font-weight: 600; padding: 0px 20px; }
PrimaryButton:hover { background: $strong_hover; border-color: $strong_hover; }
PrimaryButton:pressed { background: $strong_pressed; }
PrimaryButton:focus { border: 1px solid $strong; padding: 0px 20px;
  min-height: ${control_inner}px; }
PrimaryButton:disabled { background: $field; color: $quiet; border-color: $hairline; }
SecondaryButton { padding: 0px 20px; }
SecondaryButton:focus { padding: 0px 19px; }
LinkButton { background: transparent; color: $focus; border: 1px solid transparent;
  border-radius: 6px; padding: 2px 4px; min-height: 24px; }
LinkButton:hover { background: transparent; text-decoration: underline; }
LinkButton:pressed { background: $selected; }
LinkButton:focus { border: 2px solid $focus; padding: 1px 3px; min-height: 24px; }
EditLink { text-align: right; }
Chip { font-weight: 400; padding: 0px 13px; min-height: ${chip_inner}px; }
Chip:checked { font-weight: 600; }
Chip:focus { padding: 0px 12px; min-height: ${chip_focus}px; }
Chip:checked:focus { padding: 0px 13px; min-height: ${chip_inner}px; }
Segment { border-radius: 0px; border-right: none; padding: 0px 16px; }
Segment:focus { border-right: 2px solid $focus; }
Segment[place="first"] { border-top-left-radius: ${radius_control}px;
  border-bottom-left-radius: ${radius_control}px; }
Segment[place="last"] { border-top-right-radius: ${radius_control}px;
  border-bottom-right-radius: ${radius_control}px; border-right: 1px solid $control_line; }
Segment[place="last"]:focus { border-right: 2px solid $focus; }
Segment[place="only"] { border-radius: ${radius_control}px;
  border-right: 1px solid $control_line; }
NumberButton { padding: 0px; min-height: ${number}px; min-width: ${number}px; }
NumberButton:focus { padding: 0px; min-height: ${number_focus}px; min-width: ${number_focus}px; }
NumberButton:checked:focus { padding: 0px; min-height: ${number}px; min-width: ${number}px; }
DoseChip { padding: 0px 7px; min-height: ${small_chip}px; font-size: ${small}px; }
DoseChip:focus { padding: 0px 6px; min-height: ${small_chip_focus}px; }
DoseChip:checked:focus { padding: 0px 7px; min-height: ${small_chip}px; }
DoseStep { padding: 0px; font-size: ${body}px; }
DoseStep:focus { padding: 0px; }
StepButton { padding: 0px; min-width: 50px; font-size: ${lead}px; }
StepButton:focus { padding: 0px; min-width: 48px; }
ButtonTitle, ButtonHint { qproperty-alignment: AlignCenter; background: transparent; }
CrampButton { background: $strong; border: 1px solid $strong; border-radius: 12px; }
CrampButton:hover { background: $strong_hover; border-color: $strong_hover; }
CrampButton:pressed { background: $strong_pressed; }
CrampButton:focus { border: 1px solid $strong; }
CrampButton ButtonTitle { color: $on_strong; font-size: ${body}px; font-weight: 600; }
CrampButton ButtonHint { color: $on_strong_quiet; font-size: ${tiny}px; }
NavButton { background: transparent; border: 1px solid transparent; text-align: left;
  padding: 0px 11px; border-radius: ${radius_control}px; }
NavButton:hover { background: $paper; }
NavButton:focus { border: 2px solid $focus; padding: 0px 10px; }
NavButton:checked, NavButton:checked:hover { background: $selected; color: $selected_ink;
  border: 1px solid $selected; font-weight: 600; }
NavButton:checked:focus { border: 2px solid $focus; padding: 0px 10px;
  min-height: ${control_focus}px; }
"""

_FIELDS = """
QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox, QComboBox { background: $card; color: $ink;
  border: 1px solid $control_line; border-radius: ${radius_control}px; padding: 0px 12px;
  min-height: ${control_inner}px; font-size: ${body}px;
  selection-background-color: $strong; selection-color: $on_strong; }
QAbstractSpinBox { max-height: ${control_inner}px; }
QLineEdit, QPlainTextEdit, QTextEdit { placeholder-text-color: $quiet; }
QPlainTextEdit, QTextEdit { padding: 8px 10px; }
QLineEdit:focus, QAbstractSpinBox:focus, QComboBox:focus { border: 2px solid $focus;
  padding: 0px 11px; min-height: ${control_focus}px; }
QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid $focus; padding: 7px 9px; }
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QAbstractSpinBox[wrong="true"],
QComboBox[wrong="true"] { border-color: $danger; }
QLineEdit:disabled, QAbstractSpinBox:disabled, QComboBox:disabled { color: $quiet;
  background: $paper; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 0px; height: 0px;
  border: none; subcontrol-origin: border; subcontrol-position: top right; }
QAbstractSpinBox QLineEdit, QComboBox QLineEdit { border: none; padding: 0px;
  background: transparent; min-height: 0px; }
QAbstractSpinBox QLineEdit:focus, QComboBox QLineEdit:focus { border: none; padding: 0px;
  min-height: 0px; }
QSpinBox QLineEdit, QDoubleSpinBox QLineEdit { padding: 0px 10px; }
QSpinBox QLineEdit:focus, QDoubleSpinBox QLineEdit:focus {
  padding: 0px 10px; }
QComboBox { padding-right: 34px; }
QComboBox:focus { padding-right: 33px; }
OrderBox { background: transparent; border: 2px solid transparent; padding: 0px 2px 0px 6px;
  min-height: 28px; font-weight: 500; }
OrderBox:hover { background: $field; }
OrderBox:focus { border: 2px solid $focus; padding: 0px 2px 0px 6px; min-height: 28px; }
QComboBox::drop-down, QDateEdit::drop-down { border: none; background: transparent; width: 34px;
  subcontrol-origin: border; subcontrol-position: center right; }
QComboBox::down-arrow, QDateEdit::down-arrow { image: none; width: 0px; height: 0px; }
QComboBox QAbstractItemView, QCompleter QAbstractItemView, QListView#completions {
  background: $card; color: $ink; border: 1px solid $hairline; padding: 4px; outline: none;
  selection-background-color: $selected; selection-color: $ink; }
QComboBox QAbstractItemView::item, QListView#completions::item { min-height: 32px;
  padding: 2px 8px; color: $ink; }
QComboBox QAbstractItemView::item:selected, QListView#completions::item:selected,
QComboBox QAbstractItemView::item:hover { background: $selected; color: $ink; }
QCheckBox, QRadioButton { spacing: 10px; min-height: ${tick_row}px; border: 2px solid transparent;
  border-radius: 6px; padding: 0px 4px; background: transparent; outline: none; }
QCheckBox:focus, QRadioButton:focus { border-color: $focus; }
QCheckBox::indicator, QRadioButton::indicator { width: ${indicator}px; height: ${indicator}px;
  border: 1px solid $quiet; background: $card; border-radius: 5px; }
QRadioButton::indicator { border-radius: ${indicator_round}px; }
QCheckBox::indicator:checked, QRadioButton::indicator:checked { background: $strong;
  border-color: $strong; }
QCalendarWidget QWidget { background: $card; color: $ink; alternate-background-color: $card; }
QCalendarWidget QToolButton { background: $card; color: $ink; border: 2px solid transparent;
  border-radius: 6px; min-height: 30px; min-width: 30px; padding: 0px 6px; font-weight: 600;
  outline: none; }
QCalendarWidget QToolButton:hover { background: $field; }
QCalendarWidget QToolButton:focus { border-color: $focus; }
QCalendarWidget QToolButton::menu-indicator { image: none; width: 0px; }
QCalendarWidget QAbstractItemView { background: $card; color: $ink; outline: none;
  selection-background-color: $strong; selection-color: $on_strong; }
QCalendarWidget QTableView::item { border: none; padding: 0px; }
QCalendarWidget QTableView:focus { border: none; }
QCalendarWidget QAbstractItemView:disabled { color: $hatch; }
"""

_VIEWS = """
QTableView, QTreeView, QListView { background: $card; alternate-background-color: $card;
  border: none; gridline-color: $hairline; outline: none; color: $ink;
  selection-background-color: $selected; selection-color: $ink; }
QTableView:focus, QTreeView:focus, QListView:focus { border: 2px solid $focus;
  border-radius: 6px; }
NightsView:focus { border: none; }
QTableView::item, QTreeView::item { border-bottom: 1px solid $hairline; padding: 6px 8px; }
QTableView::item:selected, QTreeView::item:selected, QListView::item:selected {
  background: $selected; color: $ink; }
QHeaderView { background: $card; border: none; }
QHeaderView::section { background: $card; color: $quiet; border: none;
  border-bottom: 1px solid $hairline; padding: 6px 8px; font-size: ${small}px;
  font-weight: 500; }
QTableCornerButton::section { background: $card; border: none; }
QScrollBar { background: transparent; border: none; margin: 0px; }
QScrollBar:vertical { width: 12px; }
QScrollBar:horizontal { height: 12px; }
QScrollBar::handle { background: $hatch; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $quiet; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0px; height: 0px; border: none;
  background: transparent; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QProgressBar { background: $field; border: none; border-radius: 4px; max-height: 8px;
  min-height: 8px; color: transparent; }
QProgressBar::chunk { background: $strong; border-radius: 4px; }
QSplitter::handle { background: transparent; }
"""


def _mixed(first: str, second: str, share: float) -> str:
    """Return the colour `share` of the way from the first to the second; red alone stays red."""
    pairs = zip(bytes.fromhex(first[1:]), bytes.fromhex(second[1:]), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


def stylesheet(palette: Palette, scale: float = 1.0) -> str:
    """Return the stylesheet in the colours of a palette, with text grown by `scale`."""
    colours = {item.name: getattr(palette, item.name) for item in fields(palette)}
    colours["control_line"] = _mixed(palette.hairline, palette.hatch, 0.5)
    colours["strong_hover"] = _mixed(palette.strong, palette.cramp, 0.35)
    colours["strong_pressed"] = _mixed(palette.strong, palette.ink, 0.5)
    colours["on_strong_quiet"] = _mixed(palette.on_strong, palette.strong, 0.25)
    colours["selected_ink"] = _mixed(palette.ink, palette.strong, 0.8)
    if palette.on_strong == palette.paper:  # night: black words stand on red, red words on black
        colours["selected_ink"] = palette.focus
    text_sizes = {
        "tiny": TEXT_SMALL - 1,
        "small": TEXT_SMALL,
        "body": TEXT_BODY,
        "lead": TEXT_LEAD,
        "title": TEXT_TITLE,
    }
    sizes = {name: round(size * scale) for name, size in text_sizes.items()}
    number = max(32, round(TEXT_BODY * scale * 1.6))
    sizes |= {
        "radius_card": RADIUS_CARD,
        "radius_control": RADIUS_CONTROL,
        "radius_badge": int(
            (round(TEXT_SMALL * scale) * 1.15 + 6) / 2
        ),  # a larger one is not drawn
        "control_inner": max(CONTROL_HEIGHT, round(TEXT_BODY * scale * 1.8)) - 2,
        "control_focus": max(CONTROL_HEIGHT, round(TEXT_BODY * scale * 1.8)) - 4,
        "chip_inner": max(36, round(TEXT_BODY * scale * 1.7)) - 2,
        "chip_focus": max(36, round(TEXT_BODY * scale * 1.7)) - 4,
        "small_chip": max(28, round(TEXT_SMALL * scale * 1.7)) - 2,
        "small_chip_focus": max(28, round(TEXT_SMALL * scale * 1.7)) - 4,
        "indicator_round": round(INDICATOR * scale) // 2 + 1,
        "tick_row": max(32, round(INDICATOR * scale) + GRID),
        "number": number,
        "indicator": round(INDICATOR * scale),
        "number_focus": number - 2,
    }
    template = Template(_SURFACES + _TEXT + _BUTTONS + _VIEWS + _FIELDS)
    return template.substitute(colours, **{name: str(size) for name, size in sizes.items()})
