namespace NoInstr.Bench.Code;

/// <summary>How much of the generated code is annotated: of every hundred methods so many are noinstr.</summary>
internal sealed record Annotations(string Name, bool ReferencesAttributes, bool OnHelpers, int Percent)
{
    /// <summary>A project that never heard of the package.</summary>
    public static readonly Annotations Unknown = new("in a project without a reference to the attributes", false, false, 0);

    /// <summary>The package is installed, and nobody has written an attribute yet.</summary>
    public static readonly Annotations Nothing = new("nothing annotated", true, false, 0);

    /// <summary>The helpers alone, which are verified at home: one body of 26.</summary>
    public static readonly Annotations HelpersOnly = new("only the always-inline helpers annotated", true, true, 0);

    public static readonly Annotations Everything = new("every method noinstr", true, true, 100);

    /// <summary>Entry code is in a few files, and calls helpers in others: 104 bodies of 10,400.</summary>
    public static readonly Annotations OnePercent = Everything with { Name = "1 % of the bodies annotated, in two files and with helpers in a third", AnnotatedFiles = 2 };

    /// <summary>Scattered over all files, and with all helpers annotated.</summary>
    public static readonly Annotations TwoPercent = Of(2);

    /// <summary>And every one establishes two states and tears them down; the enum has more of them.</summary>
    public static readonly Annotations States = Everything with { Name = "every method noinstr, with two of 2 entry states", StateCount = 2 };

    public static readonly Annotations ManyStates = Everything with { Name = "every method noinstr, with two of 64 entry states", StateCount = 64 };

    /// <summary>How many members the enum of entry states has, two of which every method establishes; 0: there is none.</summary>
    public int StateCount { get; init; }

    /// <summary>Only so many files have annotated methods, and only those helpers are annotated that these call; null: any file may.</summary>
    public int? AnnotatedFiles { get; init; }

    /// <summary>Whether a method is noinstr, by its number in all of the code.</summary>
    public bool IsNoInstr(int file, int method) => (AnnotatedFiles is not { } files || file < files) && method % 100 < Percent;

    /// <summary>Whether the helpers of a file are always-inline: those that are called from the file before it.</summary>
    public bool IsAlwaysInline(int file) => OnHelpers && (AnnotatedFiles is not { } files || (file > 0 && file <= files));

    public static Annotations Of(int percent) => percent switch
    {
        0 => Nothing,
        100 => Everything,
        _ => new($"{percent} % of the methods noinstr", true, true, percent),
    };
}
