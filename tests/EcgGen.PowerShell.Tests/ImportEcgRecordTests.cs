// Import-EcgRecord: paths in all the ways PowerShell hands them over, options, errors per item, privacy.
namespace EcgGen.PowerShell.Tests;

public sealed class ImportEcgRecordTests : IDisposable
{
    private readonly Engine _engine = new();
    private readonly Scratch _scratch = new();

    public ImportEcgRecordTests() => _engine.Set("root", _scratch.Folder);

    public void Dispose()
    {
        _engine.Dispose();
        _scratch.Dispose();
    }

    [Fact]
    public void Reads_a_file_by_path()
    {
        _scratch.AddRecord("one");
        var record = _engine.Run($"Import-EcgRecord '{_scratch["one.hea"]}'").Single;
        Assert.Equal("one", record.Name);
        Assert.Equal(500.0, record.SamplingRate);
        Assert.Equal(5000, record.SampleCount);
        Assert.Equal(10.0, record.Duration);
        Assert.Equal(12, record.Leads.Count);
        Assert.Equal(61.0, record.Age);
        Assert.Equal("Female", record.Sex);
        Assert.Equal(Math.Round(500 * Math.Sin(2 * Math.PI * (100 / 500.0) * 2.75)) / 1000, record["v2"].Samples[100], 12);
        Assert.Null(record["V9"]);
    }

    [Theory]
    [InlineData("Import-EcgRecord {0}/a.hea, {0}/b.hea", "a b")]
    [InlineData("Import-EcgRecord {0}/*.hea", "a b c[1]")]
    [InlineData("Import-EcgRecord {0}/*", "a b c[1]")]
    [InlineData("Import-EcgRecord {0}", "a b c[1]")]
    [InlineData("Import-EcgRecord {0} -Recurse", "a b c[1] d")]
    [InlineData("Import-EcgRecord -LiteralPath '{0}/c[1].hea'", "c[1]")]
    [InlineData("'{0}/a.hea', '{0}/b.hea' | Import-EcgRecord", "a b")]
    [InlineData("[IO.FileInfo]'{0}/b.hea' | Import-EcgRecord", "b")]
    [InlineData("[IO.DirectoryInfo]::new('{0}').EnumerateFiles('c*.hea') | Import-EcgRecord", "c[1]")]
    [InlineData("[pscustomobject]@{{ PSPath = '{0}/a.hea' }} | Import-EcgRecord", "a")]
    [InlineData("Import-EcgRecord {0}/a.dat -Format WFDB", "a")]
    public void Takes_paths_as_PowerShell_gives_them(string script, string names)
    {
        foreach (var name in new[] { "a", "b", "c[1]", "sub/d" })
            _scratch.AddRecord(name, seconds: 1);
        var records = _engine.Run(string.Format(null, script, _scratch.Folder)).AssertClean().Output;
        Assert.Equal(names.Split(' '), records.Select(r => (string)((dynamic)r.BaseObject).Name));
    }

    [Fact]
    public void A_listing_gives_every_record_once_and_passes_over_what_is_none()
    {
        foreach (var name in new[] { "a", "sub/b" })
            _scratch.AddRecord(name, seconds: 1);
        File.WriteAllText(_scratch["notes.json"], "{}");
        var outcome = _engine.Run($"[IO.DirectoryInfo]::new('{_scratch.Folder}').EnumerateFileSystemInfos('*', 'AllDirectories') | Import-EcgRecord").AssertClean();
        Assert.Equal(["a", "b"], outcome.Output.Select(r => (string)((dynamic)r.BaseObject).Name).Order());
    }

    [Fact]
    public void Takes_names_whose_wildcards_are_escaped_as_completion_does()
    {
        _scratch.AddRecord("c[1]", seconds: 1);
        Assert.Equal("c[1]", _engine.Run($"Import-EcgRecord '{_scratch.Folder}/c`[1`].hea'").Single.Name);
    }

    [Fact]
    public void Takes_a_path_relative_to_the_current_location()
    {
        _scratch.AddRecord("a", seconds: 1);
        Assert.Equal("a", _engine.Run($"$null = $ExecutionContext.SessionState.Path.SetLocation('{_scratch.Folder}'); Import-EcgRecord a.hea").Single.Name);
    }

    [Fact]
    public void Cuts_and_chooses_leads()
    {
        var path = _scratch.AddRecord("one");
        var whole = _engine.Run($"Import-EcgRecord '{path}'").Single;
        var cut = _engine.Run($"Import-EcgRecord '{path}' -Lead V6, avl -Start 2 -Duration 3.5").Single;
        Assert.Equal(1750, cut.SampleCount);
        Assert.Equal(["V6", "aVL"], ((IEnumerable<dynamic>)cut.Leads).Select(l => (string)l.Name));
        Assert.Equal(((double[])whole["V6"].Samples)[1000..2750], (double[])cut["V6"].Samples);
        Assert.NotEqual((string)whole.Sha256, (string)cut.Sha256);
    }

    [Fact]
    public void Takes_gain_rate_and_unit_where_the_file_is_wrong_or_silent()
    {
        _scratch.AddRecord("one");
        double stored = _engine.Run("Import-EcgRecord $root/one.hea").Single["V2"].Samples[100] * 1000;
        Assert.Equal(stored / 250, (double)_engine.Run("Import-EcgRecord $root/one.hea -AdcGain 250").Single["V2"].Samples[100], 1e-12);
        var wrong = _engine.Run("Import-EcgRecord $root/one.hea -AdcGain 20000").AssertClean();
        Assert.Contains("the scale is implausible", Assert.Single(wrong.Warnings));

        File.WriteAllText(_scratch["silent.csv"], "II\n" + string.Concat(Enumerable.Range(0, 1000).Select(i => $"{i * 37 % 501}\n")));
        _engine.Run("Import-EcgRecord $root/silent.csv").AssertError("ArgumentInvalid", "-SamplingRate");
        var told = _engine.Run("Import-EcgRecord $root/silent.csv -SamplingRate 250 -Unit nV").Single;
        Assert.Equal((250.0, 4.0, 37e-6), ((double)told.SamplingRate, (double)told.Duration, (double)told["II"].Samples[1]));
        Assert.Contains("taken for µV", Assert.Single(_engine.Run("Import-EcgRecord $root/silent.csv -SamplingRate 250").AssertClean().Warnings));
    }

    [Fact]
    public void Takes_the_format_asked_for_before_the_one_that_the_file_looks_like()
    {
        _scratch.AddRecord("one");
        // A MATLAB v4 matrix of 12 × 5000: beside a header it is WFDB's, unless another reader is asked for.
        byte[] matrix = [.. new[] { 30, 12, 5000, 0, 4 }.SelectMany(BitConverter.GetBytes), .. "val\0"u8, .. File.ReadAllBytes(_scratch["one.dat"])];
        File.WriteAllBytes(_scratch["two.mat"], matrix);
        File.WriteAllText(_scratch["two.hea"], File.ReadAllText(_scratch["one.hea"]).Replace("one", "two").Replace("two.dat 16", "two.mat 16+24"));
        Assert.Equal(("wfdb", 500.0), Read("Import-EcgRecord $root/two.mat"));
        Assert.Equal(("mat", 360.0), Read("Import-EcgRecord $root/two.mat -Format mat -SamplingRate 360 -Unit uV"));
        _engine.Run("Import-EcgRecord $root/two.mat -Format edf").AssertError("HeaderInvalid", "two.mat");

        (string, double) Read(string script)
        {
            var record = _engine.Run(script).Single;
            return ((string)record.Source.Format, (double)record.SamplingRate);
        }
    }

    [Fact]
    public void Reports_an_error_per_item_and_goes_on()
    {
        _scratch.AddRecord("good", seconds: 1);
        _scratch.AddRecord("bad", seconds: 1);
        File.WriteAllBytes(_scratch["bad.dat"], new byte[10]);
        var outcome = _engine.Run($"Import-EcgRecord '{_scratch["none.hea"]}', '{_scratch["bad.hea"]}', '{_scratch["good.hea"]}'");
        Assert.Null(outcome.Terminating);
        Assert.Equal(["FileNotFound", "SignalInvalid"], outcome.ErrorIds);
        Assert.Contains("none.hea", outcome.Errors[0].ToString());
        Assert.Contains("bad.dat", outcome.Errors[1].ToString());
        Assert.Equal(_scratch["bad.hea"], outcome.Errors[1].TargetObject);
        Assert.Equal("good", ((dynamic)Assert.Single(outcome.Output).BaseObject).Name);
    }

    [Theory]
    [InlineData("{0}/*.xyz", "FileNotFound", "*.xyz")]
    [InlineData("{0}/a.hea -Lead V9", "LeadNotFound", "V9")]
    [InlineData("{0}/a.hea -Start 11", "ArgumentInvalid", "11")]
    [InlineData("{0}/a.hea -Format nope", "FormatUnknown", "nope")]
    [InlineData("{0}/text.hea", "HeaderInvalid", "text.hea")]
    [InlineData("{0}/picture.bmp", "FormatUnknown", "picture.bmp")]
    [InlineData("Env:PATH", "ArgumentInvalid", "Env")]
    public void Says_what_is_wrong(string arguments, string id, string named)
    {
        _scratch.AddRecord("a");
        File.WriteAllText(_scratch["text.hea"], "This is not a header.\n");
        File.WriteAllText(_scratch["picture.bmp"], "BM");
        _engine.Run("Import-EcgRecord " + string.Format(null, arguments, _scratch.Folder)).AssertError(id, named);
    }

    [Theory]
    [InlineData("Import-EcgRecord {0}/*.txt")]
    [InlineData("Import-EcgRecord {0}/su*")]
    [InlineData("[IO.FileInfo]'{0}/a.txt' | Import-EcgRecord")]
    [InlineData("Import-EcgRecipe {0}/*.txt")]
    [InlineData("Import-EcgRecipe {0}/su*")]
    public void Warns_where_nothing_was_taken(string script)
    {
        File.WriteAllText(_scratch["a.txt"], "");
        Directory.CreateDirectory(_scratch["sub"]);
        Assert.Contains("takes", Assert.Single(_engine.Run(string.Format(null, script, _scratch.Folder)).AssertClean().Warnings));
    }

    [Fact]
    public void A_file_of_another_format_beside_a_header_is_its_own_record()
    {
        _scratch.AddRecord("a", seconds: 1);
        File.WriteAllText(_scratch["a.csv"], "t,II\n" + string.Concat(Enumerable.Range(0, 500).Select(i => FormattableString.Invariant($"{i * 0.002:0.000},{Math.Sin(i * 0.1):0.0000}\n"))));
        Assert.Equal([1, 12], _engine.Run($"Import-EcgRecord '{_scratch.Folder}'").AssertClean().Output.Select(r => Enumerable.Count<dynamic>(((dynamic)r.BaseObject).Leads)).Order());
    }

    [Fact]
    public void Warns_of_a_folder_without_records()
    {
        Assert.Contains("*.hea", Assert.Single(_engine.Run($"Import-EcgRecord '{_scratch.Folder}'").AssertClean().Warnings));
    }

    [Fact]
    public void Leaves_identity_out_unless_told()
    {
        var path = _scratch.AddRecord("one", 1, comments: "#Age: 93\n#Sex: F\n#Dx: 426783006\n#Name: Erika Mustermann\n#Patient ID: 4711\n");
        var record = _engine.Run($"Import-EcgRecord '{path}'").Single;
        Assert.Equal(90.0, record.Age);
        Assert.DoesNotContain((IEnumerable<string>)record.Comments, c => c.Contains("Mustermann") || c.Contains("4711"));
        Assert.Matches("^[0-9a-f]{16}$", (string)record.PatientKey);

        var kept = _engine.Run($"Import-EcgRecord '{path}' -KeepIdentity").Single;
        Assert.Equal(93.0, kept.Age);
        Assert.Contains((IEnumerable<string>)kept.Comments, c => c.Contains("Mustermann"));
    }

    [Fact]
    public void Groups_the_records_of_a_patient_by_the_users_secret()
    {
        _scratch.AddRecord("a", 1, comments: "#Patient ID: 1\n");
        _scratch.AddRecord("b", 1, comments: "#Patient ID: 1\n");
        _scratch.AddRecord("c", 1, comments: "#Patient ID: 2\n");
        string[] Keys(string secret) => [.. _engine.Run($"$env:ECGGEN_PATIENT_SECRET = '{secret}'; Import-EcgRecord '{_scratch.Folder}'").AssertClean()
            .Output.Select(r => (string)((dynamic)r.BaseObject).PatientKey)];
        var keys = Keys("x");
        Assert.Equal(keys[0], keys[1]);
        Assert.NotEqual(keys[0], keys[2]);
        Assert.Equal(keys, Keys("x"));
        Assert.NotEqual(keys[0], Keys("y")[0]);
        _engine.Run("$env:ECGGEN_PATIENT_SECRET = $null");
    }

    [Fact]
    public void Reads_the_real_records_whose_values_are_known()
    {
        Assert.SkipWhen(Locations.SharedData is null, "The real recordings are not here.");
        var outcome = _engine.Run($"Import-EcgRecord '{Locations.SharedData}/wfdb12' -Recurse").AssertClean();
        Assert.Equal(105, outcome.Output.Count);
        Assert.All(outcome.Output, r => Assert.True(((dynamic)r.BaseObject).Leads.Count >= 12));
    }
}
