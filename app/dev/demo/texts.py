"""What the demo people say: invented sentences of field-service mornings."""

from app.domain.alerts.kinds import AlertOutcome

BLOCKERS = (
    "Compressor for the Harlan job is on back order, supplier says Thursday",
    "Gate code at Lakeview Towers does not work",
    "Permit for the rooftop unit on Canal Street has not come through",
    "Ladder rack is loose on the left side, not safe on the highway",
    "Van brakes are grinding, needs the shop before a long drive",
    "No parts pulled for the Medina install, warehouse shelf is empty",
    "Customer at 4410 Birch has not confirmed access to the basement",
    "Recovery machine will not hold vacuum, need the spare",
    "Contactor and capacitor for the bakery job not in stock",
    "Building manager wants an insurance certificate before we go up",
    "Tablet will not sync, no work orders since last night",
    "Need a second person for the condenser lift at the school",
    "Crane slot for Saturday is not confirmed",
    "Wrong filter size delivered for the clinic, need 20 by 25",
    "Parking garage is too low for the van with the rack on",
    "Control board under warranty, claim number still missing",
    "Electrician has not run the disconnect at the Patel house",
    "Roof hatch is padlocked and nobody has the key",
    "Refrigerant cylinder count is short, two left for three jobs",
    "Meter lead is broken, borrowing one until noon",
    "Inspection at the daycare moved, no new time yet",
    "Fuel card was declined twice this morning",
    "Walk-in cooler parts went to the wrong branch",
    "Elevator is out, need help carrying the coil to floor nine",
)
RECURRING_BLOCKER = "Gate code at Lakeview Towers does not work"

FIXES = (
    "Part picked up at the other branch.",
    "New code from the building office, texted to the tech.",
    "Permit came through, number is on the work order.",
    "Shop took the van, loaner issued.",
    "Second tech sent for the lift.",
    "Warehouse delivered to the site.",
    "Customer confirmed, key is with the front desk.",
    "Spare handed over at the shop.",
    "Job moved to next week, customer agreed.",
)

WHYS = (
    "Home for dinner four nights a week.",
    "Put my daughter through nursing school.",
    "Be the tech that old customers ask for by name.",
    "Pay off the house before I am fifty.",
    "Show my son that a trade is a good life.",
    "Start my own shop one day and know every part of it.",
    "Keep my mother's house warm and hers.",
    "Never again leave a family without heat overnight.",
    "Coach the Saturday team and not be too tired for it.",
    "Get my license and teach the next ones.",
    "See the Grand Canyon with my kids next summer.",
    "Do work I can point at.",
    "Give my parents the retirement they did not plan for.",
    "Stay healthy enough to ride every weekend.",
    "Be somebody the new hires can call.",
    "Finish what my grandfather started in this trade.",
    "Save for the wedding without a loan.",
    "Make every store open on time, because people work there.",
    "Learn controls and never be stuck in one job again.",
    "Sleep well because the job was done right.",
)

KPI_ACTIONS = {
    "First-time fix rate": (
        "Check the parts list for both calls before I roll",
        "Take the two likely boards along to the first job",
        "Call the customer for the model number before I leave",
        "Run the full test cycle before I close the ticket",
    ),
    "Callbacks per week": (
        "Take photos of every connection before I leave",
        "Walk the customer through the thermostat at each job",
        "Check last month's two callbacks for the same cause",
        "Torque and leak-check before the panel goes back on",
    ),
    "Jobs per day": (
        "Close the paperwork in the driveway, not at night",
        "Have the van loaded by seven for all four jobs",
        "Group the two maintenance visits in the same block",
        "Call ahead thirty minutes before each stop",
    ),
    "Customer rating": (
        "Ask each customer if anything is still open",
        "Explain the repair with the old part in hand",
        "Leave the work area cleaner than I found it, every job",
        "Call yesterday's customer back before nine",
    ),
    "On-time arrival": (
        "Leave twenty minutes earlier for the first job",
        "Text the customer when I am on the way, all five",
        "Check traffic before each drive and tell dispatch early",
        "Pack the van tonight for tomorrow's first stop",
    ),
}

GOAL_ACTIONS = (
    "Finish one module of the controls course tonight",
    "Write up yesterday's tricky repair for the team",
    "Ask Sam to review my two slowest jobs",
    "Practice a brazing joint at lunch",
    "Update the parts list for the three common units",
    "Ride along on one install for an hour",
    "Note the cause of each callback in the ticket",
    "Read ten pages of the EPA study guide",
    "Try the checklist on the first job",
    "Send the manager this week's numbers",
)

FOCUSES = (
    "Photos before I leave",
    "Parts first, then drive",
    "One job, done right",
    "Call ahead every time",
    "Slow down, check twice",
    "Paperwork before lunch",
    "No callbacks this week",
    "On time, all five",
    "Ask, listen, fix",
    "Finish the rooftop unit",
    "Van loaded by seven",
    "Help the new guy",
)

MILESTONE_GOALS = (
    ("Pass the EPA 608 universal exam", ("Study guide read", "Practice test above 80", "Exam booked", "Exam passed")),
    ("Run an install crew alone", ("Shadow two installs", "Plan one install", "Lead with a mentor", "Lead alone")),
    ("Learn building controls", ("Course module one", "Course module two", "Program a test rig", "First site")),
    ("Train the two new hires on rooftop units", ("Plan agreed", "First week done", "Both solo", "Review held")),
)
"""Goals that are ticked off step by step."""

TEXT_GOALS = (
    "Be the backup for the hospital contract and know its plant room by heart.",
    "Get comfortable talking with commercial customers about a replacement.",
    "Write down what I know about the old Carrier units, so that others can use it.",
)

OUT_NOTES = {
    AlertOutcome.COVERED: "{colleague} takes both jobs.",
    AlertOutcome.JOB_MOVED: "Moved to Thursday, customer is fine with it.",
    AlertOutcome.CUSTOMER_TOLD: "Customers told, window is now the afternoon.",
}
MISSED_NOTES = {
    AlertOutcome.FALSE_ALARM: "Already on site, forgot to call.",
    AlertOutcome.COVERED: "Reached at last; {colleague} took the first job.",
    AlertOutcome.CUSTOMER_TOLD: "On the way, first customer told.",
}
