// Trains the recogniser of terms: dotnet run -c Release --project training/terms -- assets/terms/tagger.bin
// The same sources give the same file on the same machine; README.md tells the rest.
using EcgGen.TermTraining;

if (args is not [var path])
{
    Console.Error.WriteLine("Usage: dotnet run -c Release --project training/terms -- FILE");
    return 64; // EX_USAGE
}
var trainer = new Trainer();
for (int round = 0; round < TrainingText.Rounds; round++)
{
    var losses = new List<double>();
    foreach (var part in TrainingText.Round(round).Chunk(2000))
    {
        losses.Add(trainer.Train(part, TrainingText.Rate(round)));
        if (round >= TrainingText.Rounds / 2)
            trainer.Remember();
    }
    Console.WriteLine($"round {round + 1} of {TrainingText.Rounds}: loss {losses.Average():0.0000} per word, {trainer.FeatureCount} features");
}
using (var file = File.Create(path))
    trainer.Save(file);
Console.WriteLine($"{path}: {new FileInfo(path).Length / 1024} KB");
return 0;
