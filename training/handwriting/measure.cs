// Texts written by an exported network through ONNX Runtime on one thread, as the core does it, with the processor time that it took (best of three):
//   dotnet run measure.cs -- MODEL ITEMS OUT BIAS
// ITEMS has a line "style<tab>id,id,…" for each text (ids without the end). OUT gets a line for each: "dx,dy,end,owner dx,dy,end,owner …",
// empty where the end wasn't reached. Batches of 1, 8 and 32; OUT holds those of the last.

#:property ManagePackageVersionsCentrally=false
#:property RestorePackagesWithLockFile=false
#:property PublishAot=false
#:package Microsoft.ML.OnnxRuntime@1.31.1

using System.Diagnostics;
using System.Globalization;
using Microsoft.ML.OnnxRuntime;

var (modelPath, itemsPath, outPath, bias) = (args[0], args[1], args[2], double.Parse(args[3], CultureInfo.InvariantCulture));
var loading = Stopwatch.StartNew();
using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
using var session = new InferenceSession(modelPath, options);
loading.Stop();
var facts = session.ModelMetadata.CustomMetadataMap;
int Whole(string name) => int.Parse(facts[name], CultureInfo.InvariantCulture);
double Real(string name) => double.Parse(facts[name], CultureInfo.InvariantCulture);
int mixtures = Whole("mixtures"), most = Whole("points_a_character"), end = Whole("end");
int[] widths = [Whole("hidden"), Whole("hidden"), Whole("embedding"), Whole("windows"), Whole("hidden"), Whole("hidden")];
double scale = Real("scale"), heightScale = Real("height"), leastLog = Real("least_log"), mostLog = Real("most_log");

var items = File.ReadAllLines(itemsPath).Select(line => line.Split('\t')).Select(f => (Style: long.Parse(f[0], CultureInfo.InvariantCulture), Ids: f[1].Split(',').Select(long.Parse).ToArray())).ToArray();
Console.WriteLine($"{Path.GetFileName(modelPath)}: {new FileInfo(modelPath).Length / 1024} KiB, loaded in {loading.ElapsedMilliseconds} ms");
string[] written = [];
foreach (var size in new[] { 1, 8, 32 })
{
    var sample = size == 32 ? items : items[..Math.Min(items.Length, 8 * size)];
    var (best, steps) = (TimeSpan.MaxValue, 0L);
    for (var repeat = 0; repeat < 3; repeat++)
    {
        written = new string[sample.Length];
        steps = 0;
        var began = Environment.CpuUsage.TotalTime;
        for (var first = 0; first < sample.Length; first += size)
        {
            Write(sample[first..Math.Min(sample.Length, first + size)], first, out var calls).CopyTo(written, first);
            steps += calls;
        }
        var took = Environment.CpuUsage.TotalTime - began;
        best = took < best ? took : best;
    }
    Console.WriteLine($"  batch {size,2}: {best.TotalMicroseconds / steps:F0} µs a step, {sample.Length / best.TotalSeconds:F0} texts/s, {written.Count(w => w.Length > 0)} of {sample.Length} ended");
}
File.WriteAllLines(outPath, written);

string[] Write((long Style, long[] Ids)[] texts, int firstKey, out int calls)
{
    int count = texts.Length, letters = texts.Max(t => t.Ids.Length) + 1, outputs = (6 * mixtures) + 1;
    long[] ids = new long[count * letters], style = [.. texts.Select(t => t.Style)];
    float[] mask = new float[count * letters], x = new float[count * 4], y = new float[count * outputs], attention = new float[count * letters];
    for (var i = 0; i < count; i++)
    {
        texts[i].Ids.CopyTo(ids, i * letters);
        ids[(i * letters) + texts[i].Ids.Length] = end;
        Array.Fill(mask, 1, i * letters, texts[i].Ids.Length + 1);
        x[(i * 4) + 2] = 1;
    }
    OrtValue Tensor(float[] data, int width) => OrtValue.CreateTensorValueFromMemory(data, [count, width]);
    OrtValue[] common = [Tensor(x, 4), OrtValue.CreateTensorValueFromMemory(style, [count]), OrtValue.CreateTensorValueFromMemory(ids, [count, letters]), Tensor(mask, letters)];
    OrtValue[] results = [Tensor(y, outputs), Tensor(attention, letters)];
    OrtValue[] even = [.. widths.Select(w => Tensor(new float[count * w], w))], odd = [.. widths.Select(w => Tensor(new float[count * w], w))];
    string[] inputNames = ["x", "style", "ids", "mask", "h1", "c1", "w", "kappa", "h2", "c2"];
    string[] outputNames = ["y", "attention", "h1_next", "c1_next", "w_next", "kappa_next", "h2_next", "c2_next"];
    using var run = new RunOptions();
    var random = Enumerable.Range(firstKey, count).Select(key => new Random(key)).ToArray();
    var points = Enumerable.Range(0, count).Select(_ => new List<string>()).ToArray();
    bool[] open = [.. Enumerable.Repeat(true, count)], ended = new bool[count];
    var height = new double[count];
    var weights = new double[mixtures];
    for (calls = 0; open.Contains(true); calls++)
    {
        var (before, after) = calls % 2 == 0 ? (even, odd) : (odd, even);
        session.Run(run, inputNames, [.. common, .. before], outputNames, [.. results, .. after]);
        for (var i = 0; i < count; i++)
        {
            var owner = 0;
            for (var u = 1; u < letters; u++)
                owner = attention[(i * letters) + u] > attention[(i * letters) + owner] ? u : owner;
            ended[i] |= open[i] && owner >= texts[i].Ids.Length;
            open[i] &= !ended[i] && calls <= (texts[i].Ids.Length * most) + 30;
            if (!open[i])
                continue;
            var o = y.AsSpan(i * outputs, outputs);
            var r = random[i];
            double top = double.MinValue, total = 0;
            for (var m = 0; m < mixtures; m++)
                top = Math.Max(top, o[m]);
            for (var m = 0; m < mixtures; m++)
                total += weights[m] = Math.Exp((o[m] - top) * (1 + bias));
            var (chosen, left) = (0, r.NextDouble() * total);
            while (chosen < mixtures - 1 && (left -= weights[chosen]) > 0)
                chosen++;
            double Normal() => Math.Sqrt(-2 * Math.Log(1 - r.NextDouble())) * Math.Cos(2 * Math.PI * r.NextDouble());
            double sx = Math.Exp(Math.Clamp(o[(3 * mixtures) + chosen], leastLog, mostLog) - bias), sy = Math.Exp(Math.Clamp(o[(4 * mixtures) + chosen], leastLog, mostLog) - bias);
            double rho = Math.Tanh(o[(5 * mixtures) + chosen]) * 0.98, a = Normal(), b = Normal();
            double dx = o[mixtures + chosen] + (sx * a), dy = o[(2 * mixtures) + chosen] + (sy * ((rho * a) + (Math.Sqrt(1 - (rho * rho)) * b)));
            var lift = r.NextDouble() < 1 / (1 + Math.Exp(-o[6 * mixtures] * (1 + bias))) ? 1 : 0;
            height[i] += dy * scale;
            (x[i * 4], x[(i * 4) + 1], x[(i * 4) + 2], x[(i * 4) + 3]) = ((float)dx, (float)dy, lift, (float)(height[i] / heightScale));
            points[i].Add(string.Create(CultureInfo.InvariantCulture, $"{dx * scale:F4},{dy * scale:F4},{lift},{owner}"));
        }
    }
    return [.. points.Select((p, i) => ended[i] ? string.Join(' ', p) : "")];
}
