// Which rhythm a synthetic heart beats in, and in which of its forms.
using System.Text.Json.Serialization;

namespace EcgGen;

/// <summary>The rhythms of synthetic records.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EcgRhythm>))]
public enum EcgRhythm
{
    /// <summary>Sinus rhythm, with the variability of blood pressure and respiration.</summary>
    Sinus,
    /// <summary>Sinus rhythm below 60 beats per minute.</summary>
    SinusBradycardia,
    /// <summary>Sinus rhythm above 100 beats per minute.</summary>
    SinusTachycardia,
    /// <summary>Irregular RR intervals, fibrillatory waves of 4–9 Hz, no P.</summary>
    AtrialFibrillation,
    /// <summary>Saw-tooth waves at about 300 per minute of which every second to fourth is conducted.</summary>
    AtrialFlutter,
    /// <summary>Sinus rhythm with premature ventricular beats: wide, without P, followed by a compensatory pause.</summary>
    PrematureVentricular,
    /// <summary>Sinus rhythm with premature atrial beats: an early P of another shape, a normal QRS, an incomplete pause.</summary>
    PrematureAtrial,
    /// <summary>First-degree AV block: every P conducted, PR above 0.2 s.</summary>
    AvBlock1,
    /// <summary>Second-degree AV block, Mobitz type 1 (Wenckebach): PR lengthens until a beat is dropped.</summary>
    AvBlock2Mobitz1,
    /// <summary>Second-degree AV block, Mobitz type 2: beats are dropped while PR is constant.</summary>
    AvBlock2Mobitz2,
    /// <summary>Pacing of the right ventricle: spikes before wide beats.</summary>
    Paced,
}

/// <summary>Forms of those rhythms that come in several. Ratios are atrial to ventricular beats.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RhythmPattern>))]
public enum RhythmPattern
{
    /// <summary>Single premature beats, every 4 to 8 beats.</summary>
    Isolated,
    /// <summary>Every second beat is premature.</summary>
    Bigeminy,
    /// <summary>Every third beat is premature.</summary>
    Trigeminy,
    /// <summary>Two premature beats in a row.</summary>
    Couplets,
    /// <summary>Flutter: every second wave is conducted.</summary>
    TwoToOne,
    /// <summary>Flutter or Mobitz 2: every third is conducted.</summary>
    ThreeToOne,
    /// <summary>Flutter or Mobitz 2: every fourth is conducted.</summary>
    FourToOne,
    /// <summary>Flutter: now the second, now the third or fourth wave is conducted.</summary>
    Variable,
    /// <summary>Mobitz 2: every third beat is dropped.</summary>
    ThreeToTwo,
    /// <summary>Mobitz 2: every fourth beat is dropped.</summary>
    FourToThree,
    /// <summary>Paced: the ventricle alone (VVI), with fine atrial fibrillation.</summary>
    Ventricular,
    /// <summary>Paced: atrium, then ventricle (DDD), each with its spike.</summary>
    Sequential,
}
