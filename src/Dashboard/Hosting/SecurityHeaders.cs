using Microsoft.AspNetCore.Http;

namespace AkkaCacheSim.Dashboard.Hosting;

/// <summary>What every answer tells the browser about what it may do with it.</summary>
internal static class SecurityHeaders
{
    // Scripts are our own files, and none is made of text. MudBlazor writes its theme and its sizes as inline styles.
    private const string Policy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        + "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>Adds them.</summary>
    /// <param name="headers">The headers of an answer.</param>
    public static void Add(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
    }
}
