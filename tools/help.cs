// Writes the module's help in PowerShell's format (MAML) from the XML documentation of the cmdlets, so that help has one source,
// the C# code. What is not documented there is an error. What can be asked of the compiled cmdlets comes from these.

#:package System.Management.Automation
#:property PublishAot=false

using System.Management.Automation;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

const string Library = "EcgGen.PowerShell.dll";

if (args is not [var module, var docFile])
{
    Console.Error.WriteLine("Usage: dotnet run tools/help.cs -- MODULE_FOLDER XML_DOC_FILE");
    return 64; // EX_USAGE
}
var library = Path.GetFullPath(Path.Combine(module, Library));
if (new[] { library, docFile }.FirstOrDefault(file => !File.Exists(file)) is { } missing)
{
    Console.Error.WriteLine($"There is no file '{missing}'.");
    return 1;
}

// Loading is enough. Import-Module would also load the native core, which may be one of another platform.
var commands = Assembly.LoadFrom(library).GetExportedTypes()
    .Where(type => type.IsDefined(typeof(CmdletAttribute)) && !type.IsAbstract)
    .Select(type => (Type: type, Name: CommandHelp.NameOf(type)))
    .OrderBy(command => command.Name, StringComparer.Ordinal).ToList();
var docs = new Docs(docFile, commands.ToDictionary(command => Docs.IdOf(command.Type), command => command.Name));
var complaints = new List<string>();
var helps = commands.Select(command => new CommandHelp(command.Type, docs, complaints)
    .ToMaml(commands.Select(other => other.Name).Where(name => name != command.Name))).ToList();
if (commands.Count == 0)
    complaints.Add($"{library}: there is no cmdlet in it.");

if (complaints.Count > 0)
{
    foreach (var complaint in complaints)
        Console.Error.WriteLine(complaint);
    return 1;
}
var target = Path.Combine(module, "en-US", Library + "-Help.xml");
Directory.CreateDirectory(Path.GetDirectoryName(target)!);
Maml.Write(target, helps);
Console.WriteLine($"Help of {commands.Count} cmdlets is in {target}");
return 0;

/// <summary>One parameter of a cmdlet in one parameter set: what the engine knows of it, and its documentation.</summary>
sealed partial class Parameter
{
    static readonly Dictionary<string, string> TextsOfTheEngine = new()
    {
        ["WhatIf"] = "Shows what would happen. Nothing is done.",
        ["Confirm"] = "Asks before anything is done.",
    };

    readonly CommandParameterInfo info;
    readonly string summary;
    readonly object? initial;

    public Parameter(CommandParameterInfo info, object initialized, Docs docs)
    {
        this.info = info;
        var property = initialized.GetType().GetProperty(info.Name); // none for the engine's own, which are switches
        summary = property is null ? TextsOfTheEngine.GetValueOrDefault(Name, "") : docs.Summary(property);
        initial = property is null ? new SwitchParameter() : property.GetValue(initialized);
    }

    public string Name => info.Name;
    public bool IsDocumented => summary.Length > 0;
    public bool IsOfEngine => TextsOfTheEngine.ContainsKey(Name);
    public bool IsMandatory => info.IsMandatory;
    public int? Position => info.Position >= 0 ? info.Position : null;
    public bool TakesInput => info.ValueFromPipeline || info.ValueFromPipelineByPropertyName;

    /// <summary>The type that users give: not the nullable one, by which a cmdlet tells what was not given.</summary>
    Type Type => Nullable.GetUnderlyingType(info.ParameterType) ?? info.ParameterType;

    public Type ElementType => Type.IsArray ? Nullable.GetUnderlyingType(Type.GetElementType()!) ?? Type.GetElementType()! : Type;

    IList<string> Values => Attribute<ValidateSetAttribute>()?.ValidValues ?? (ElementType.IsEnum ? Enum.GetNames(ElementType) : []);

    /// <summary>How objects in the pipeline get into this parameter.</summary>
    public string InputText => $"Goes to -{Name}" + (!info.ValueFromPipelineByPropertyName ? "."
        : $",{(info.ValueFromPipeline ? " also" : "")} from a property named {string.Join(" or ", info.Aliases.Prepend(Name))}.");

    string Description
    {
        get
        {
            var text = Values.Count > 0 ? $"{summary} Values: {string.Join(", ", Values)}." : summary;
            return Attribute<ValidateRangeAttribute>() is not { MinRange: { } min, MaxRange: var max } ? text
                : max is int.MaxValue ? $"{text} Range: {min} or more."
                : $"{text} Range: {min} to {max}.";
        }
    }

    /// <summary>What the documentation says, as it must for what depends on the machine or the input; else the initial value.</summary>
    string Default => DefaultInWords().Match(summary) is { Success: true } words ? words.Groups[1].Value
        : initial switch
        {
            _ when IsMandatory => "None",
            string { Length: > 0 } or ValueType => initial.ToString()!,
            Array { Length: > 0 } list => string.Join(", ", list.Cast<object>()),
            _ => "None",
        };

    [GeneratedRegex(@"\bDefault: (?:the )?(.+?)(?:\.(?=\s+\p{Lu})|\.?$)")]
    private static partial Regex DefaultInWords();

    T? Attribute<T>() where T : Attribute => info.Attributes.OfType<T>().FirstOrDefault();

    string PipelineInput => (info.ValueFromPipeline, info.ValueFromPipelineByPropertyName) switch
    {
        (true, true) => "True (ByValue, ByPropertyName)",
        (true, false) => "True (ByValue)",
        (false, true) => "True (ByPropertyName)",
        _ => "False",
    };

    public XElement ToMaml(bool inSyntax) => new(Maml.Command + "parameter",
        new XAttribute("required", IsMandatory),
        new XAttribute("variableLength", Type.IsArray),
        new XAttribute("globbing", Attribute<SupportsWildcardsAttribute>() is not null),
        new XAttribute("pipelineInput", PipelineInput),
        new XAttribute("position", Position?.ToString() ?? "named"),
        new XAttribute("aliases", info.Aliases.Count > 0 ? string.Join(", ", info.Aliases) : "none"),
        new XElement(Maml.Ns + "name", Name),
        Maml.Description([Description]),
        inSyntax && Values.Count > 0 ? new XElement(Maml.Command + "parameterValueGroup", Values.Select(Value)) : null,
        Type == typeof(SwitchParameter) ? null : Value(Type.Name),
        Maml.Type(Type.Name),
        new XElement(Maml.Dev + "defaultValue", Default));

    XElement Value(string text) => new(Maml.Command + "parameterValue",
        new XAttribute("required", true), new XAttribute("variableLength", Type.IsArray), text);
}

/// <summary>The help of one cmdlet.</summary>
sealed class CommandHelp
{
    readonly CmdletAttribute attribute;
    readonly string name;
    readonly string synopsis;
    readonly IReadOnlyList<string> description;
    readonly IReadOnlyList<XElement> examples;
    readonly IReadOnlyList<IReadOnlyList<Parameter>> parameterSets;
    readonly IReadOnlyList<Parameter> parameters;
    readonly IReadOnlyList<PSTypeName> outputs;
    readonly Docs docs;

    public CommandHelp(Type type, Docs docs, List<string> complaints)
    {
        this.docs = docs;
        attribute = type.GetCustomAttribute<CmdletAttribute>()!;
        name = NameOf(type);
        synopsis = docs.Summary(type);
        description = docs.Remarks(type);
        examples = docs.Examples(type);
        var initialized = Initialize(type);
        parameterSets = [.. new CmdletInfo(name, type).ParameterSets.OrderByDescending(set => set.IsDefault)
            .Select(set => InOrder(set.Parameters.Where(info => !Cmdlet.CommonParameters.Contains(info.Name))
                .Select(info => new Parameter(info, initialized, docs))))];
        parameters = InOrder(parameterSets.SelectMany(set => set).DistinctBy(parameter => parameter.Name));
        outputs = [.. type.GetCustomAttributes<OutputTypeAttribute>().SelectMany(output => output.Type)];
        complaints.AddRange(Complaints().Select(complaint => $"{name}: {complaint}"));
    }

    public static string NameOf(Type type)
    {
        var attribute = type.GetCustomAttribute<CmdletAttribute>()!;
        return $"{attribute.VerbName}-{attribute.NounName}";
    }

    /// <summary>
    /// A cmdlet with the initial values of its parameters. The constructor of the base asks for the native core, which isn't there;
    /// C# has set the properties of the classes derived from it before.
    /// </summary>
    static object Initialize(Type type)
    {
        var cmdlet = RuntimeHelpers.GetUninitializedObject(type);
        try
        {
            type.GetConstructor(Type.EmptyTypes)!.Invoke(cmdlet, null);
        }
        catch (TargetInvocationException e) when (e.InnerException is DllNotFoundException)
        {
        }
        return cmdlet;
    }

    /// <summary>First those with a position, then the mandatory ones, last the engine's own.</summary>
    static IReadOnlyList<Parameter> InOrder(IEnumerable<Parameter> parameters) => [.. parameters
        .OrderBy(parameter => parameter.IsOfEngine)
        .ThenBy(parameter => parameter.Position ?? int.MaxValue)
        .ThenByDescending(parameter => parameter.IsMandatory)];

    IEnumerable<string> Complaints()
    {
        if (synopsis.Length == 0)
            yield return "its class has no <summary>.";
        if (description.Count == 0)
            yield return "its class has no <remarks>.";
        if (examples.Count < 2)
            yield return $"its class has {examples.Count} <example>, expected at least 2.";
        foreach (var example in examples.Where(example => example.Elements().Any(part => part.Value.Length == 0)))
            yield return $"{example.Element(Maml.Ns + "title")!.Value} needs <code> and <para>.";
        foreach (var parameter in parameters.Where(parameter => !parameter.IsDocumented))
            yield return $"parameter -{parameter.Name} has no <summary>.";
    }

    public XElement ToMaml(IEnumerable<string> related) => new(Maml.Command + "command",
        new XElement(Maml.Command + "details",
            new XElement(Maml.Command + "name", name),
            new XElement(Maml.Command + "verb", attribute.VerbName),
            new XElement(Maml.Command + "noun", attribute.NounName),
            Maml.Description([synopsis])),
        Maml.Description(description),
        new XElement(Maml.Command + "syntax", parameterSets.Select(set => new XElement(Maml.Command + "syntaxItem",
            new XElement(Maml.Ns + "name", name), set.Select(parameter => parameter.ToMaml(inSyntax: true))))),
        new XElement(Maml.Command + "parameters", parameters.Select(parameter => parameter.ToMaml(inSyntax: false))),
        new XElement(Maml.Command + "inputTypes", Inputs()),
        new XElement(Maml.Command + "returnValues", outputs.Select(output => new XElement(Maml.Command + "returnValue",
            Maml.Type(output.Name), Maml.Description(AboutType(output.Type))))),
        new XElement(Maml.Command + "examples", examples),
        new XElement(Maml.Command + "relatedLinks", related.Select(other => new XElement(Maml.Ns + "navigationLink",
            new XElement(Maml.Ns + "linkText", other), new XElement(Maml.Ns + "uri")))));

    IEnumerable<XElement> Inputs() => parameters.Where(parameter => parameter.TakesInput)
        .GroupBy(parameter => parameter.ElementType)
        .Select(group => Input(group.Key.FullName!, [.. AboutType(group.Key), .. group.Select(parameter => parameter.InputText)]))
        .DefaultIfEmpty(Input("None", ["This cmdlet takes no objects from the pipeline."]));

    static XElement Input(string type, IEnumerable<string> texts) =>
        new(Maml.Command + "inputType", Maml.Type(type), Maml.Description(texts));

    IEnumerable<string> AboutType(Type? type) =>
        type is not null && docs.Summary(type) is { Length: > 0 } text ? [text] : [];
}

/// <summary>The compiler's XML documentation of the module, and of the model beside it.</summary>
sealed partial class Docs
{
    readonly Dictionary<string, XElement> members;
    readonly IReadOnlyDictionary<string, string> commandNames;

    /// <param name="file">The module's documentation.</param>
    /// <param name="commandNames">By their classes' ids; texts refer to cmdlets by these names.</param>
    public Docs(string file, IReadOnlyDictionary<string, string> commandNames)
    {
        this.commandNames = commandNames;
        var model = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file))!, "EcgGen.Model.xml");
        members = new[] { file, model }.Where(File.Exists)
            .SelectMany(path => XDocument.Load(path, LoadOptions.PreserveWhitespace).Descendants("member"))
            .ToDictionary(member => member.Attribute("name")!.Value);
    }

    /// <summary>The compiler's name for a type or property. Inherited properties are documented where they are declared.</summary>
    public static string IdOf(MemberInfo member) => member is Type type
        ? "T:" + type.FullName!.Replace('+', '.')
        : $"P:{IdOf(member.DeclaringType!)[2..]}.{member.Name}";

    public string Summary(MemberInfo member) => string.Join(' ', Paragraphs(Of(member)?.Element("summary")));

    public IReadOnlyList<string> Remarks(Type type) => Paragraphs(Of(type)?.Element("remarks"));

    /// <summary>Each as help shows it; an empty paragraph keeps it apart from the next.</summary>
    public IReadOnlyList<XElement> Examples(Type type) => [.. (Of(type)?.Elements("example") ?? []).Select((example, index) =>
        new XElement(Maml.Command + "example",
            new XElement(Maml.Ns + "title", $"Example {index + 1}"),
            new XElement(Maml.Dev + "code", string.Join('\n', example.Elements("code").Select(Code))),
            new XElement(Maml.Dev + "remarks", Maml.Paragraphs([.. example.Elements("para").Select(Inline), ""]))))];

    XElement? Of(MemberInfo member) => members.GetValueOrDefault(IdOf(member));

    /// <summary>Paragraphs and list items each on their own, and the text between them.</summary>
    IReadOnlyList<string> Paragraphs(XElement? element)
    {
        var paragraphs = new List<string> { "" };
        foreach (var node in element?.Nodes() ?? [])
        {
            if (node is XElement { Name.LocalName: "para" } paragraph)
                paragraphs.AddRange([Inline(paragraph), ""]);
            else if (node is XElement { Name.LocalName: "list" } list)
                paragraphs.AddRange([.. list.Elements("item").Select(item => "- " + Inline(item)), ""]);
            else
                paragraphs[^1] += Plain(node);
        }
        return [.. paragraphs.Select(OneLine).Where(text => text.Length > 0)];
    }

    string Inline(XElement element) => OneLine(string.Concat(element.Nodes().Select(Plain)));

    static string OneLine(string text) => Blanks().Replace(text, " ").Trim();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    string Plain(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { FirstNode: null } element => Reference(element),
        XElement element => string.Concat(element.Nodes().Select(Plain)),
        _ => "",
    };

    /// <summary>The name in an empty element such as see or paramref: of a cmdlet as users know it, of others the last part.</summary>
    string Reference(XElement element)
    {
        var target = element.Attributes().FirstOrDefault()?.Value ?? "";
        if (element.Attribute("cref") is null)
            return target;
        if (commandNames.TryGetValue(target, out var command))
            return command;
        var name = target.Split('(', '`')[0];
        var end = name.LastIndexOf('.');
        return name.StartsWith("P:", StringComparison.Ordinal) && commandNames.ContainsKey("T:" + name[2..end])
            ? "-" + name[(end + 1)..]
            : name[(Math.Max(end, 1) + 1)..];
    }

    /// <summary>Lines as they are, less the indentation that all have.</summary>
    static string Code(XElement code)
    {
        var lines = code.Value.ReplaceLineEndings("\n").Trim('\n').Split('\n').Select(line => line.TrimEnd()).ToList();
        var indent = lines.Where(line => line.Length > 0).Select(line => line.Length - line.TrimStart().Length).DefaultIfEmpty().Min();
        return string.Join('\n', lines.Select(line => line.Length > 0 ? line[indent..] : line)).Trim('\n');
    }
}

/// <summary>The help format's names and its recurring elements.</summary>
static class Maml
{
    public static readonly XNamespace Ns = "http://schemas.microsoft.com/maml/2004/10";
    public static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    public static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";
    static readonly XNamespace Root = "http://msh";

    public static XElement Description(IEnumerable<string> paragraphs) => new(Ns + "description", Paragraphs(paragraphs));

    public static IEnumerable<XElement> Paragraphs(IEnumerable<string> texts) => texts.Select(text => new XElement(Ns + "para", text));

    public static XElement Type(string name) => new(Dev + "type", new XElement(Ns + "name", name), new XElement(Ns + "uri"));

    /// <summary>The same bytes on every platform.</summary>
    public static void Write(string file, IEnumerable<XElement> commands)
    {
        var root = new XElement(Root + "helpItems", new XAttribute("schema", "maml"),
            new XAttribute(XNamespace.Xmlns + "maml", Ns),
            new XAttribute(XNamespace.Xmlns + "command", Command),
            new XAttribute(XNamespace.Xmlns + "dev", Dev),
            commands);
        var settings = new XmlWriterSettings { Indent = true, NewLineChars = "\n", Encoding = new UTF8Encoding(false) };
        using var writer = XmlWriter.Create(file, settings);
        root.Save(writer);
    }
}
