namespace AkkaCacheSim.Origin.Rows;

/// <summary>The origin cannot be opened. The message is one line that names the file or the part at fault.</summary>
public sealed class OriginUnavailableException : Exception
{
    /// <summary>Creates one.</summary>
    /// <param name="message">One line, fit for a user.</param>
    /// <param name="inner">What the library said.</param>
    public OriginUnavailableException(string message, Exception? inner) : base(message, inner) { }
}
