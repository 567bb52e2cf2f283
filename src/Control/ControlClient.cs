using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace AkkaCacheSim.Control;

/// <summary>Calls the control API of the cluster that runs on a data folder.</summary>
public sealed class ControlClient : IDisposable
{
    private readonly HttpClient _http;
    private readonly string _folder;

    private ControlClient(ControlAddress address, string folder)
    {
        _folder = folder;
        Pid = address.Pid;
        Dashboard = address.Dashboard;
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri(address.Url), Timeout = TimeSpan.FromSeconds(90) };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", address.Token);
    }

    /// <summary>The console process.</summary>
    public int Pid { get; }

    /// <summary>Where a browser finds the page; null where none is served.</summary>
    public string? Dashboard { get; }

    /// <summary>Finds the cluster of a data folder.</summary>
    /// <param name="folder">The data folder.</param>
    /// <returns>A client.</returns>
    /// <exception cref="LiveException">No cluster runs on the folder.</exception>
    public static ControlClient Open(string folder) =>
        ControlAddress.Read(folder) is { } address ? new ControlClient(address, folder) : throw NotRunning(folder, null);

    /// <summary>Asks.</summary>
    /// <typeparam name="T">What the answer is.</typeparam>
    /// <param name="path">The call's path.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="UsageException">Something else was expected.</exception>
    /// <exception cref="LiveException">It could not be done, or the cluster is gone.</exception>
    public Task<T> GetAsync<T>(string path, CancellationToken cancel) => SendAsync<T>(HttpMethod.Get, path, null, cancel);

    /// <summary>Asks for something that is not JSON.</summary>
    /// <param name="path">The call's path.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>The answer's text.</returns>
    /// <exception cref="UsageException">Something else was expected.</exception>
    /// <exception cref="LiveException">It could not be done, or the cluster is gone.</exception>
    public Task<string> GetTextAsync(string path, CancellationToken cancel) => SendAsync(HttpMethod.Get, path, null, content => content.ReadAsStringAsync(cancel), cancel);

    /// <summary>Tells to do something.</summary>
    /// <typeparam name="T">What the answer is.</typeparam>
    /// <param name="path">The call's path.</param>
    /// <param name="body">What to do it with.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="UsageException">Something else was expected.</exception>
    /// <exception cref="LiveException">It could not be done, or the cluster is gone.</exception>
    public Task<T> PostAsync<T>(string path, object body, CancellationToken cancel) => SendAsync<T>(HttpMethod.Post, path, body, cancel);

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();

    private Task<T> SendAsync<T>(HttpMethod method, string path, object? body, CancellationToken cancel) =>
        SendAsync(method, path, body, async content => (await content.ReadFromJsonAsync<T>(Json.Options, cancel))!, cancel);

    private async Task<T> SendAsync<T>(HttpMethod method, string path, object? body, Func<HttpContent, Task<T>> read, CancellationToken cancel)
    {
        try
        {
            using var request = new HttpRequestMessage(method, path);
            if (body is not null) request.Content = JsonContent.Create(body, body.GetType(), options: Json.Options);
            using var response = await _http.SendAsync(request, cancel);
            if (response.StatusCode == HttpStatusCode.BadRequest)
            {
                throw new UsageException((await response.Content.ReadFromJsonAsync<ErrorBody>(Json.Options, cancel))!.Error);
            }

            if (response.StatusCode == HttpStatusCode.ServiceUnavailable)
            {
                throw new LiveException((await response.Content.ReadFromJsonAsync<ErrorBody>(Json.Options, cancel))!.Error);
            }

            response.EnsureSuccessStatusCode();
            return await read(response.Content);
        }
        catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.ConnectionError)
        {
            throw NotRunning(_folder, e);
        }
    }

    private static LiveException NotRunning(string folder, Exception? inner) =>
        new($"--data {folder}: no cluster is running on this folder; 'akkacachesim up' starts one", inner);
}
