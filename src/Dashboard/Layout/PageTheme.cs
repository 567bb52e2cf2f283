using MudBlazor;

namespace AkkaCacheSim.Dashboard.Layout;

/// <summary>How the page looks: as the visitor has chosen, or as the system is.</summary>
public sealed class PageTheme
{
    /// <summary>The cookie that keeps it, so that the first picture is right already.</summary>
    public const string Cookie = "theme";

    private static readonly string[] Fonts = ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "Liberation Sans", "Arial", "sans-serif"];

    /// <summary>Colours and type. Text and marks have a contrast of at least 4.5 to 1 on what they stand on.</summary>
    public static MudTheme Mud { get; } = new()
    {
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "6px", AppbarHeight = "48px" },
        Typography = new Typography { Default = new DefaultTypography { FontFamily = Fonts, FontSize = ".875rem" }, Button = new ButtonTypography { FontFamily = Fonts, TextTransform = "none", FontWeight = "600" } },
        PaletteLight = new PaletteLight
        {
            Primary = "#1f5f99",
            PrimaryContrastText = "#ffffff",
            Secondary = "#5b4b8a",
            SecondaryContrastText = "#ffffff",
            Tertiary = "#0b6b66",
            Background = "#f3f5f7",
            Surface = "#ffffff",
            AppbarBackground = "#ffffff",
            AppbarText = "#1b2430",
            DrawerBackground = "#ffffff",
            TextPrimary = "#1b2430",
            TextSecondary = "#4a5563",
            TextDisabled = "#6b7683",
            ActionDefault = "#4a5563",
            LinesDefault = "#d5dbe1",
            LinesInputs = "#76818d",
            Divider = "#d5dbe1",
            TableLines = "#d5dbe1",
            Info = "#1f5f99",
            Success = "#1b6e3c",
            Warning = "#8a5300",
            Error = "#b3261e",
            InfoContrastText = "#ffffff",
            SuccessContrastText = "#ffffff",
            WarningContrastText = "#ffffff",
            ErrorContrastText = "#ffffff",
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#7db7ee",
            PrimaryContrastText = "#0b1620",
            Secondary = "#b9a8ea",
            SecondaryContrastText = "#140f24",
            Tertiary = "#6ed0c8",
            Background = "#12161b",
            Surface = "#1a2027",
            AppbarBackground = "#1a2027",
            AppbarText = "#e6eaee",
            DrawerBackground = "#1a2027",
            TextPrimary = "#e6eaee",
            TextSecondary = "#a9b4c0",
            TextDisabled = "#8a95a1",
            ActionDefault = "#a9b4c0",
            LinesDefault = "#323b45",
            LinesInputs = "#7d8894",
            Divider = "#323b45",
            TableLines = "#323b45",
            Info = "#7db7ee",
            Success = "#74cf94",
            Warning = "#f5b95f",
            Error = "#ff8a80",
            InfoContrastText = "#0b1620",
            SuccessContrastText = "#06170c",
            WarningContrastText = "#1a1300",
            ErrorContrastText = "#240504",
        },
    };

    /// <summary>What the visitor has chosen.</summary>
    public ThemeChoice Choice { get; private set; }

    /// <summary>Whether the system is dark, as far as is known.</summary>
    public bool SystemIsDark { get; private set; }

    /// <summary>Whether the page is dark.</summary>
    public bool IsDark => Choice == ThemeChoice.Dark || (Choice == ThemeChoice.System && SystemIsDark);

    /// <summary>As the cookie keeps it.</summary>
    public string Kept => $"{Choice}{(Choice == ThemeChoice.System ? SystemIsDark ? "-dark" : "-light" : "")}".ToLowerInvariant();

    /// <summary>It is another now.</summary>
    public event Action? Changed;

    /// <summary>Takes what was kept; anything else is taken as nothing.</summary>
    /// <param name="kept">The cookie.</param>
    public void Restore(string? kept) => (Choice, SystemIsDark) = kept switch
    {
        "light" => (ThemeChoice.Light, false),
        "dark" => (ThemeChoice.Dark, false),
        "system-dark" => (ThemeChoice.System, true),
        _ => (ThemeChoice.System, false),
    };

    /// <summary>The visitor chooses.</summary>
    /// <param name="choice">What.</param>
    public void Choose(ThemeChoice choice)
    {
        Choice = choice;
        Changed?.Invoke();
    }

    /// <summary>The system is dark, or is not.</summary>
    /// <param name="dark">Which.</param>
    public void System(bool dark)
    {
        SystemIsDark = dark;
        Changed?.Invoke();
    }
}
