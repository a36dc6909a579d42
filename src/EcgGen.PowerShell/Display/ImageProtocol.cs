// The ways to get an image onto a terminal.
namespace EcgGen;

/// <summary>How an image is sent to a terminal.</summary>
public enum ImageProtocol
{
    /// <summary>The best that the terminal takes.</summary>
    Auto,
    /// <summary>Sixels, as the VT340 had them: xterm, foot, mlterm, Windows Terminal and others.</summary>
    Sixel,
    /// <summary>The graphics protocol of Kitty, which Ghostty and Konsole take, too.</summary>
    Kitty,
    /// <summary>The inline images of iTerm2, which WezTerm and mintty take, too.</summary>
    ITerm,
    /// <summary>Half-block characters in 24-bit colour: two pixels in each, on any modern terminal.</summary>
    Block,
}
