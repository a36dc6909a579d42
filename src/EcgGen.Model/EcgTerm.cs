// Terms of electrocardiography and cardiology, as Find-EcgTerm gives them.
namespace EcgGen;

/// <summary>What a term names.</summary>
public enum TermKind
{
    /// <summary>A rhythm or a kind of beat: atrial fibrillation, PVC.</summary>
    Rhythm,
    /// <summary>A wave, a change of one, a conduction disorder, a disease or a symptom: ST depression, LAFB, aortic stenosis, syncope.</summary>
    Finding,
    /// <summary>What is measured, with its value where that follows at once: QT interval, QTc 480 ms, troponin.</summary>
    Measurement,
    /// <summary>A lead, a range of leads or a group: aVF, V1–V3, limb leads.</summary>
    Lead,
    /// <summary>A drug or a class of drugs: amiodarone, beta-blocker.</summary>
    Drug,
    /// <summary>Something that is implanted, inserted or attached: pacemaker, stent.</summary>
    Device,
    /// <summary>A part of the heart, its conduction system or its vessels: AV node, left ventricle.</summary>
    Anatomy,
    /// <summary>A test or a treatment: echocardiography, cardioversion.</summary>
    Procedure,
}

/// <summary>A term that was found in a text.</summary>
/// <param name="Text">The term as it stands in the text.</param>
/// <param name="Kind">What it names.</param>
/// <param name="Score">How sure the recogniser is that these words are one term of this kind, 0 to 1.</param>
/// <param name="Start">The place of its first character in the text, from 0, in UTF-16 units.</param>
/// <param name="Length">Its length in UTF-16 units.</param>
/// <param name="Count">How many occurrences this object stands for: 1, or more where occurrences were merged.</param>
/// <param name="Source">The file or address of the text, or null for a text that was given as such.</param>
public sealed record EcgTerm(string Text, TermKind Kind, double Score, int Start, int Length, int Count = 1, string? Source = null);
