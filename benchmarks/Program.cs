// Measures EcgGen and writes benchmarks/results/CPU.md. Each part runs in a process of its own, so that none warms up or
// burdens another:
//   EcgGen.Benchmarks RESULTS-FOLDER       everything
//   EcgGen.Benchmarks PART ARGUMENTS …     one part; its figures are the last line of the output
//   EcgGen.Benchmarks fixtures FOLDER COUNT  the records that the parts read
using EcgGen.Benchmarks;

return args switch
{
    ["steps", var folder] => Child.Answer(StepBenchmarks.Measure(folder)),
    ["imports", var folder] => Child.Answer(LibraryBenchmark.Imports(folder)),
    ["library", var folder] => Child.Answer(LibraryBenchmark.Pages(folder)),
    ["pages", var folder, var files, var count, var throttle, var more] => Child.Answer(PagesBenchmark.Measure(folder, files, int.Parse(count), int.Parse(throttle), more)),
    ["fixtures", var folder, var count] => Child.Answer(Fixtures.Write(folder, int.Parse(count))),
    ["scaling", var folder] => Child.Answer(ScalingBenchmark.Measure(folder)),
    ["start"] => Child.Answer(StartBenchmark.Measure()),
    [var results] => Everything.Run(results),
    _ => Everything.Run(Path.Combine("benchmarks", "results")),
};
