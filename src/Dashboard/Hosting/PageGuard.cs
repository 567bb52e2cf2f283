using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace AkkaCacheSim.Dashboard.Hosting;

/// <summary>
/// Stands before everything that is served. Pages of other sites reach a loopback address through their visitor's browser: by a name of theirs that leads
/// here (DNS rebinding), or by a request from their origin. Both are refused. At any other address who asks must have the token.
/// </summary>
/// <param name="binding">Where the page is served.</param>
/// <param name="token">The token; null where none is demanded.</param>
internal sealed class PageGuard(DashboardBinding binding, DashboardToken? token)
{
    private const string TokenName = "token";
    private static readonly TimeSpan TokenFor = TimeSpan.FromDays(30);

    /// <summary>Lets a request through, or answers it.</summary>
    /// <param name="http">The request.</param>
    /// <param name="next">What comes after.</param>
    public Task CheckAsync(HttpContext http, RequestDelegate next)
    {
        SecurityHeaders.Add(http.Response.Headers);
        if (token is null && !IsOurs(http.Request.Host.Host)) return RefuseAsync(http, StatusCodes.Status421MisdirectedRequest, "this page is not served under that name");
        if (!IsOurOrigin(http.Request)) return RefuseAsync(http, StatusCodes.Status403Forbidden, "requests from other sites are refused");
        if (token is null) return next(http);
        if (http.Request.Query[TokenName].ToString() is { Length: > 0 } given) return TakeAsync(http, given);
        return token.Is(http.Request.Cookies[CookieName(http)] ?? "")
            ? next(http)
            : RefuseAsync(http, StatusCodes.Status401Unauthorized, "open the address that 'up' has printed, with its token");
    }

    private bool IsOurs(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || host.Equals(binding.Address, StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    // Browsers name the origin with every post and every WebSocket, and can't be made to name another.
    private static bool IsOurOrigin(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        if (origin.Length > 0) return origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
        return HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" or "none";
    }

    // The token leaves the address at once: it is not to be shared or kept in a browser's history with it.
    private Task TakeAsync(HttpContext http, string given)
    {
        if (!token!.Is(given)) return RefuseAsync(http, StatusCodes.Status401Unauthorized, "the token is another");
        http.Response.Cookies.Append(CookieName(http), given, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Path = "/", MaxAge = TokenFor });
        var rest = new QueryBuilder(http.Request.Query.Where(pair => pair.Key != TokenName));
        http.Response.StatusCode = StatusCodes.Status303SeeOther;
        http.Response.Headers.Location = http.Request.Path + rest.ToQueryString();
        return Task.CompletedTask;
    }

    // Cookies do not tell ports apart; two clusters on one machine would take each other's.
    private static string CookieName(HttpContext http) => $"akkacachesim-{http.Connection.LocalPort}";

    private static Task RefuseAsync(HttpContext http, int status, string why)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/plain; charset=utf-8";
        return http.Response.WriteAsync($"AkkaCacheSim: {why}.\n");
    }
}
