using System.Net;
using System.Net.WebSockets;
using AkkaCacheSim.Dashboard.Hosting;
using AkkaCacheSim.Dashboard.Tests.Support;

namespace AkkaCacheSim.Dashboard.Tests.Hosting;

/// <summary>The page, served without a cluster, and a client without cookies of its own.</summary>
internal sealed class ServedPage : IAsyncDisposable
{
    private readonly DashboardHost _host;
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false });

    private ServedPage(DashboardHost host, TempFolder folder)
    {
        _host = host;
        Folder = folder;
        Printed = new Uri(host.Url);
        Url = new UriBuilder("http", "127.0.0.1", Printed.Port).Uri;
    }

    public TempFolder Folder { get; }

    /// <summary>The address that people are told.</summary>
    public Uri Printed { get; }

    /// <summary>Where it is reached from here.</summary>
    public Uri Url { get; }

    public static Task<ServedPage> StartAsync(string address = DashboardBinding.DefaultAddress) => StartAsync(new TempFolder(), address, 0);

    public static async Task<ServedPage> StartAsync(TempFolder folder, string address, int port) =>
        new(await DashboardHost.StartAsync(folder.FullPath, new DashboardBinding(address, port), "AkkaCacheSim.Dashboard", TestContext.Current.CancellationToken), folder);

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(Url, path));
        if (method == HttpMethod.Post) request.Content = new FormUrlEncodedContent([]);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await _http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async Task<HttpStatusCode> StatusAsync(HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var answer = await SendAsync(method, path, headers);
        return answer.StatusCode;
    }

    public async Task<HttpStatusCode> ConnectAsync(string origin)
    {
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        socket.Options.SetRequestHeader("Origin", origin);
        try
        {
            await socket.ConnectAsync(new UriBuilder(Url) { Scheme = "ws", Path = "/_blazor" }.Uri, TestContext.Current.CancellationToken);
        }
        catch (WebSocketException)
        {
            // Refused; the status says how.
        }

        return socket.HttpStatusCode;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _host.DisposeAsync();
        Folder.Dispose();
    }
}
