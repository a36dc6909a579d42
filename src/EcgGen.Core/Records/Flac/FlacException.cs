// What is wrong inside a FLAC stream; the decoder adds the file's name and the place.
namespace EcgGen.Core.Records.Flac;

/// <summary>Never leaves <see cref="FlacDecoder"/>.</summary>
internal sealed class FlacException(string message) : Exception(message);
