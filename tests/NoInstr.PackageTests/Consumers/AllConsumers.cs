namespace NoInstr.PackageTests.Consumers;

/// <summary>Every consumer that the tests look at. They are built together, once.</summary>
internal static class AllConsumers
{
    private const string StrictMode = "<NoInstrMode>Strict</NoInstrMode>";

    /// <summary><c>dotnet add package</c> gives these two their reference.</summary>
    public static readonly Consumer Net10 = new("Net10") { Items = "" };

    public static readonly Consumer Standard = new("Standard") { Framework = "netstandard2.0", Items = "" };

    /// <summary>Names the package nowhere: it comes with the library.</summary>
    public static readonly Consumer Downstream = new("Downstream")
    {
        Items = """<ProjectReference Include="..\Standard\Standard.csproj" />""",
        Files = new Dictionary<string, string> { ["Entry.cs"] = KernelSources.Syscall.Replace("Syscall", "Entry") },
    };

    public static readonly Consumer Strict = new("Strict") { Properties = StrictMode };

    public static readonly Consumer None = new("None") { Properties = "<NoInstrMode>none</NoInstrMode>" };

    public static readonly Consumer UnknownMode = new("UnknownMode") { Properties = "<NoInstrMode>Harsh</NoInstrMode>" };

    public static readonly Consumer StrictNotRun = new("StrictNotRun")
    {
        Properties = StrictMode + "<RunAnalyzers>false</RunAnalyzers>",
    };

    public static readonly Consumer StrictNotRunDuringBuild = new("StrictNotRunDuringBuild")
    {
        Properties = StrictMode + "<RunAnalyzersDuringBuild>false</RunAnalyzersDuringBuild>",
    };

    public static readonly Consumer OldCompiler = new("OldCompiler") { Targets = PretendCompiler("roslyn4.8") };

    public static readonly Consumer StrictOldCompiler = new("StrictOldCompiler")
    {
        Properties = StrictMode,
        Targets = PretendCompiler("roslyn4.8"),
    };

    public static readonly Consumer StrictOverridden = new("StrictOverridden")
    {
        Properties = StrictMode,
        Files = new Dictionary<string, string>(KernelSources.SyscallAndExit)
        {
            [".editorconfig"] = "[*.cs]\ndotnet_diagnostic.NOINSTR101.severity = none\n",
        },
    };

    public static readonly Consumer WarningsAsErrors = new("WarningsAsErrors")
    {
        Properties = "<TreatWarningsAsErrors>true</TreatWarningsAsErrors>",
    };

    public static readonly Consumer BrokenAnalyzer = new("BrokenAnalyzer")
    {
        Framework = "netstandard2.0",
        Items = """<PackageReference Include="Microsoft.CodeAnalysis.CSharp" Version="$(RoslynVersion)" />""",
        Files = new Dictionary<string, string> { ["BrokenAnalyzer.cs"] = KernelSources.BrokenAnalyzer },
    };

    public static readonly Consumer StrictBrokenAnalyzer = new("StrictBrokenAnalyzer")
    {
        Properties = StrictMode,
        Items = Consumer.PackageReference + """
            <ProjectReference Include="..\BrokenAnalyzer\BrokenAnalyzer.csproj" OutputItemType="Analyzer" ReferenceOutputAssembly="false" />
            """,
    };

    /// <summary>One file is found beside the project, the other is included by the project already, in another spelling.</summary>
    public static readonly Consumer SafeList = new("SafeList")
    {
        Items = Consumer.PackageReference + """<AdditionalFiles Include="NoInstr.Safe.Exit.txt" />""",
        Targets = """
            <Target Name="ShowAdditionalFiles" BeforeTargets="CoreCompile">
              <Warning Code="ADDITIONAL" File="%(AdditionalFiles.Identity)" Text="%(Filename)%(Extension)" />
            </Target>
            """,
        Files = new Dictionary<string, string>(KernelSources.SyscallAndExit)
        {
            ["NoInstr.Safe.txt"] = "M:Kernel.Syscall.TraceSysEnter(System.Int32) ; writes to a ring buffer of its own\n",
            ["NoInstr.Safe.Exit.txt"] = "M:Kernel.Exit.TraceSysExit ; writes to a ring buffer of its own\n",
        },
    };

    /// <summary>No file but one with a name of its own.</summary>
    public static readonly Consumer SafeKernel = new("SafeKernel")
    {
        Files = new Dictionary<string, string>(KernelSources.SyscallAndExit) { ["NoInstr.Safe.Kernel.txt"] = "N:Kernel\n!M:Kernel.Exit.TraceSysExit\n" },
    };

    /// <summary>With the line ends of Windows, and a mark at the start of the file.</summary>
    public static readonly Consumer SafeListMistakes = new("SafeListMistakes")
    {
        Files = new Dictionary<string, string>(KernelSources.SyscallAndExit)
        {
            ["NoInstr.Safe.txt"] = "\uFEFF# of the tracer\r\nM:Kernel.Syscall.TraceSysEnter(System.Int32) ; a ring buffer\r\ntrust the exit path\r\n",
            ["NoInstr.Safe.Exit.txt"] = "M:Kernel.Exit.TraceSysExit(System.Int32)\n",
        },
    };

    public static readonly Consumer StrictSafeListMistakes = SafeListMistakes with { Name = "StrictSafeListMistakes", Properties = StrictMode };

    /// <summary>The intrinsics are off, by an option that is one; the other is none.</summary>
    public static readonly Consumer Options = new("Options")
    {
        Files = new Dictionary<string, string>
        {
            ["Entry.cs"] = KernelSources.Volatile,
            [".globalconfig"] = "is_global = true\nnoinstr.trust_intrinsics = false\nnoinstr.trust_intrinsic = false\n",
        },
    };

    /// <summary>The same, and the file is an additional file too.</summary>
    public static readonly Consumer OptionsInSight = Options with
    {
        Name = "OptionsInSight",
        Items = Consumer.PackageReference + """<AdditionalFiles Include=".globalconfig" />""",
    };

    public static readonly Consumer Markers = new("Markers")
    {
        Properties = "<OutputType>Exe</OutputType>",
        Files = new Dictionary<string, string> { ["Program.cs"] = KernelSources.Marked },
    };

    /// <summary>C# 7.3, and no dependency for whoever uses it.</summary>
    public static readonly Consumer SourceAttributes = new("SourceAttributes")
    {
        Framework = "netstandard2.0",
        Properties = "<NoInstrAttributes>Source</NoInstrAttributes><GenerateDocumentationFile>true</GenerateDocumentationFile><NoWarn>$(NoWarn);CS1591</NoWarn>",
        Items = """<PackageReference Include="NoInstr" Version="$(NoInstrPackageVersion)" PrivateAssets="all" />""",
        Files = new Dictionary<string, string> { ["Syscall.cs"] = KernelSources.Library },
    };

    /// <summary>What uses that library knows its contracts, though not the attributes.</summary>
    public static readonly Consumer OfSourceAttributes = new("OfSourceAttributes")
    {
        Items = Consumer.PackageReference + """<ProjectReference Include="..\SourceAttributes\SourceAttributes.csproj" />""",
        Files = new Dictionary<string, string> { ["Entry.cs"] = KernelSources.CallsSyscall },
    };

    /// <summary>It runs, though the assembly of the attributes is not beside it.</summary>
    public static readonly Consumer SourceProgram = new("SourceProgram")
    {
        Properties = "<OutputType>Exe</OutputType><NoInstrAttributes>source</NoInstrAttributes>",
        Files = new Dictionary<string, string> { ["Program.cs"] = KernelSources.Marked },
    };

    /// <summary>A kernel with a core library of its own: it references nothing at all.</summary>
    public static readonly Consumer OwnCore = new("OwnCore")
    {
        Properties = """
            <NoInstrAttributes>Source</NoInstrAttributes>
            <DisableImplicitFrameworkReferences>true</DisableImplicitFrameworkReferences>
            <NoCompilerStandardLib>true</NoCompilerStandardLib>
            <RuntimeMetadataVersion>v4.0.30319</RuntimeMetadataVersion>
            <GenerateAssemblyInfo>false</GenerateAssemblyInfo>
            <GenerateTargetFrameworkAttribute>false</GenerateTargetFrameworkAttribute>
            """,
        Files = new Dictionary<string, string> { ["Core.cs"] = KernelSources.Core, ["Syscall.cs"] = KernelSources.Syscall },
    };

    public static readonly Consumer UnknownAttributes = new("UnknownAttributes") { Properties = "<NoInstrAttributes>Assembly</NoInstrAttributes>" };

    public static readonly Consumer Explained = new("Explained") { Properties = "<NoInstrExplain>true</NoInstrExplain>" };

    public static readonly Consumer ExplainedInFolder = new("ExplainedInFolder")
    {
        Properties = "<NoInstrExplain>pages/noinstr</NoInstrExplain><NoWarn>$(NoWarn);NOINSTR101</NoWarn>",
    };

    /// <summary>Every rule is off, so the compiler does not even start the analyzer.</summary>
    public static readonly Consumer NotExplained = new("NotExplained") { Properties = "<NoInstrExplain>true</NoInstrExplain><NoInstrMode>None</NoInstrMode>" };

    /// <summary>What begins a comment where the path goes through would cut it off.</summary>
    public static readonly Consumer ExplainedInCutPath = new("ExplainedInCutPath") { Properties = "<NoInstrExplain>README#1</NoInstrExplain>" };

    /// <summary>As in a Directory.Build.targets: behind the targets that choose the preset.</summary>
    public static readonly Consumer StrictTooLate = new("StrictTooLate")
    {
        Targets = """<Target Name="Late" BeforeTargets="NoInstrCheckMode"><PropertyGroup><NoInstrMode>Strict</NoInstrMode></PropertyGroup></Target>""",
    };

    public static IReadOnlyList<Consumer> List { get; } =
    [
        Net10, Standard, Downstream, Strict, None, UnknownMode, StrictNotRun, StrictNotRunDuringBuild, OldCompiler, StrictOldCompiler,
        StrictOverridden, WarningsAsErrors, BrokenAnalyzer, StrictBrokenAnalyzer, SafeList, SafeKernel,
        SafeListMistakes, StrictSafeListMistakes, Options, OptionsInSight, Markers,
        SourceAttributes, OfSourceAttributes, SourceProgram, OwnCore, UnknownAttributes, Explained, ExplainedInFolder, NotExplained, ExplainedInCutPath, StrictTooLate,
        .. StrictConsumers.List.AsEnumerable(),
    ];

    private static string PretendCompiler(string apiVersion) => $"""
        <Target Name="PretendCompiler" BeforeTargets="NoInstrCheckMode">
          <PropertyGroup><CompilerApiVersion>{apiVersion}</CompilerApiVersion></PropertyGroup>
        </Target>
        """;
}
