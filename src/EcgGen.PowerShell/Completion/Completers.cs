// Tab completion of values that have names.
using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using EcgGen.Binding;
using EcgGen.Profiles;

namespace EcgGen.Completion;

/// <summary>Completes from a list of names.</summary>
public abstract class NameCompleter : IArgumentCompleter
{
    /// <summary>The names.</summary>
    protected abstract IEnumerable<string> Names { get; }

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var word = wordToComplete.Trim('\'', '"');
        // The result replaces the word with its quote.
        var quote = wordToComplete.StartsWith('\'') ? "'" : wordToComplete.StartsWith('"') ? "\"" : "";
        return Names.Where(n => n.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            .Select(n => new CompletionResult(quote + n + quote, n, CompletionResultType.ParameterValue, n));
    }
}

/// <summary>Completes -Layout.</summary>
public sealed class LayoutCompleter : NameCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Names => EcgCore.Looks.Layouts;
}

/// <summary>Completes -GridColor.</summary>
public sealed class GridColorCompleter : NameCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Names => EcgCore.Looks.GridColors.Select(c => c.Name);
}

/// <summary>Completes -Vendor and -Template.</summary>
public sealed class VendorCompleter : NameCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Names => EcgCore.Looks.Vendors;
}

/// <summary>Completes -Profile.</summary>
public sealed class ProfileCompleter : NameCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Names => ProfileFile.Names;
}

/// <summary>Completes -Texture of Add-EcgWrinkle.</summary>
public sealed class TextureCompleter : NameCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Names => EcgCore.Looks.Textures;
}

/// <summary>Completes -Format of Import-EcgRecord.</summary>
public sealed class RecordFormatCompleter : NameCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Names => EcgCore.Formats.Select(f => f.Name);
}

/// <summary>Completes lead names.</summary>
public sealed class LeadCompleter : NameCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Names => ["I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6"];
}

/// <summary>Completes -ThickLead.</summary>
public sealed class ThickLeadCompleter : NameCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Names => ["None", "Any", "I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6"];
}

/// <summary>Completes -SwapElectrode with the classical mix-ups.</summary>
public sealed class ElectrodePairCompleter : NameCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Names => ["RA/LA", "RA/LL", "LA/LL", "RA/RL", "LA/RL", "LL/RL", "V1/V2", "V1/V3", "V2/V3", "V3/V4", "V4/V5", "V5/V6"];
}

/// <summary>Completes -Color of Add-EcgHandwriting.</summary>
public sealed class InkCompleter : NameCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Names => EcgCore.Looks.Inks.Select(c => c.Name);
}

/// <summary>Completes -Style of Add-EcgHandwriting.</summary>
public sealed class HandCompleter : NameCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Names => ["Any", .. EcgCore.Hands(null)];
}

/// <summary>Completes -Position of Add-EcgHandwriting.</summary>
public sealed class PlaceCompleter : NameCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Names => [.. Enum.GetNames<HandwritingRegion>(), "I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6"];
}
