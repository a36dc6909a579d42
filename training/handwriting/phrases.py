"""What is written: cardiology's words, abbreviations, numbers and units, and random characters so that every character is met often."""
import string

from characters import COMPOSED, PRINTABLE

WORDS = """Atrial fibrillation flutter sinus rhythm tachycardia bradycardia normal abnormal axis left right deviation bundle branch block
anterior inferior lateral posterior septal wall infarct infarction ischemia ischaemia acute old recent possible probable consider rule out chest
pain dyspnea syncope palpitations patient male female age years admitted discharge follow up echo stress test ejection fraction ventricular
supraventricular ectopic premature complexes beats paced pacemaker rate regular irregular interval prolonged short elevation depression inversion
nonspecific repolarization changes hypertrophy enlargement voltage low high criteria early complete incomplete hemiblock fascicular conduction
delay first second third degree wenckebach mobitz junctional escape idioventricular asystole arrest digoxin effect potassium hyperkalemia
hypokalemia calcium pericarditis myocarditis effusion embolism troponin positive negative repeat compared previous tracing unchanged improved worse
stable unstable angina history hypertension diabetes smoker aspirin heparin statin metoprolol amiodarone warfarin nitrates cath lab stent bypass
surgery valve aortic mitral stenosis regurgitation murmur doctor nurse note signed reviewed confirmed department cardiology emergency ward bed room
date time name lead leads wave peaked flat biphasic notched slurred delta preexcitation Wolff Parkinson White Brugada long QT syndrome capture
fusion artefact artifact baseline wander poor quality seen today plan rest medication dose daily after before during minute hour blood pressure
pulse oxygen saturation please call review urgent see chart copy unit clinic report result final borderline significant marked mild moderate severe
with without and the of in to for no not new change since same as reversal misplaced electrode check lytes bisoprolol verapamil flecainide sotalol
T-wave Q-wave R-wave P-wave U-wave ST-segment non-specific pre-op post-op follow-up R-on-T""".split()

ABBREVIATIONS = """LBBB RBBB AF AFL SVT VT VF PVC PAC PVCs AV SA NSR ST STEMI NSTEMI MI LVH RVH LAE RAE LAD RAD LAFB LPFB WPW QRS QT QTc PR T P U HR BP
ECG EKG ICU CCU ER CABG PCI LVEF EF CHF CAD COPD HTN DM BBB IVCD AVNRT AVRT TdP VPB APB Dr. Mr. Mrs. pt. Hx Rx Dx Tx Sx r/o w/o s/p c/o y/o h/o
b.i.d. t.i.d. q.d. NPO PRN I II III aVR aVL aVF V1 V2 V3 V4 V5 V6 V1-V3 V2-V4 V4-V6 V1-V6 V1-V4 II,III,aVF I,aVL K+ Ca++ Na+ Mg CK-MB BNP INR CXR
SR RAA LPH SOB CP f/u d/w neg. pos. abn. nl HOCM ARVC ICD PPM DDD VVI AAI 2:1 3:1 1° 2° 3° R/S S1Q3T3 J-pt Cx RCA LCx LMCA""".split()

UNITS = ["bpm", "/min", "ms", "mm", "mV", "µV", "mg", "mmol/l", "mm/s", "mm/mV", "Hz", "%", "°", "°C", "mmHg", "kg", "y", "s", "µg", "sec"]
SYMBOLS = string.punctuation.replace("-", "").replace("/", "").replace(".", "").replace(",", "")


def number(r):
    """A measurement, a date, a time or a plain number."""
    kinds = [
        lambda: f"{r.randint(38, 190)} bpm", lambda: f"{r.randint(5, 99)}%", lambda: f"{r.randint(85, 210)}/{r.randint(45, 120)}",
        lambda: f"{r.randint(1, 31)}/{r.randint(1, 12)}/{r.randint(0, 30):02d}", lambda: f"{r.randint(1, 31)}.{r.randint(1, 12)}.{r.randint(0, 30):02d}",
        lambda: f"{r.randint(0, 23)}:{r.randint(0, 59):02d}", lambda: f"{r.uniform(35, 40):.1f}°", lambda: f"{r.randint(80, 560)} ms",
        lambda: f"{r.uniform(0.5, 6):.1f} mm", lambda: f"{r.randint(0, 9)}.{r.randint(0, 99)}", lambda: f"({r.randint(1, 99)})",
        lambda: f"{r.randint(1, 5)}+", lambda: f"#{r.randint(1, 9999)}", lambda: f"{r.choice('<>=≥≤±~')} {r.randint(1, 200)}", lambda: str(r.randint(0, 99999)),
        lambda: f"{r.choice('↑↓→')} {r.choice(ABBREVIATIONS)}", lambda: f"{r.choice('↑↓')}{r.choice(ABBREVIATIONS)}", lambda: f"{r.choice(['', '1', '2', '3'])}½ {r.choice(UNITS)}",
        lambda: f"{r.randint(1, 900)} {r.choice(UNITS)}", lambda: f"{r.choice(['HR', 'QTc', 'PR', 'QRS', 'BP', 'EF', 'K+', 'axis'])} {r.choice(['', '=', '~', '±', '≥', '≤'])} {r.randint(1, 500)}".replace("  ", " "),
        lambda: f"{r.choice(ABBREVIATIONS)} → {r.choice(ABBREVIATIONS)}",
    ]
    return r.choice(kinds)()


def word(r):
    plain = r.random() < 0.6
    text = r.choice(WORDS if plain else ABBREVIATIONS)
    if plain and r.random() < 0.25:
        text = text[0].upper() + text[1:]
    if plain and r.random() < 0.04:
        text = text.upper()
    if r.random() < 0.06:
        text += r.choice(".,:;?!")
    if r.random() < 0.03:
        text = r.choice(["(%s)", '"%s"', "'%s'", "[%s]", "? %s", "?%s"]) % text
    return text


def mixture(r, letters, low, high):
    return "".join(r.choice(letters) for _ in range(r.randint(low, high)))


def phrase(r):
    """One text, at most 24 characters."""
    k = r.random()
    if k < 0.26:
        return word(r)
    if k < 0.40:
        return word(r) + " " + word(r)
    if k < 0.44:
        return " ".join(word(r) for _ in range(3))[:24].strip()
    if k < 0.55:
        return number(r)
    if k < 0.60:
        return r.choice(ABBREVIATIONS) + " " + number(r)
    if k < 0.74:
        text = mixture(r, string.ascii_lowercase, 2, 8)
        return text if r.random() < 0.65 else text[0].upper() + text[1:]
    if k < 0.82:
        return mixture(r, string.ascii_uppercase, 1, 5)
    if k < 0.87:
        return mixture(r, string.digits, 1, 6)
    if k < 0.93:
        return mixture(r, list(SYMBOLS) + COMPOSED, 1, 2) + mixture(r, string.ascii_letters + string.digits, 1, 3) + mixture(r, list(SYMBOLS) + COMPOSED, 1, 2)
    return mixture(r, PRINTABLE[1:] + COMPOSED, 2, 6)
