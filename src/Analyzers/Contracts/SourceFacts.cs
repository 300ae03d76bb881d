using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NoInstr.Analyzers.Contracts;

/// <summary>
/// What a file writes that concerns contracts in bodies, slots and other places that no action of a member sees. By the syntax alone, so it
/// says what may be there; remembered for each tree, so that a keystroke costs one look at one file.
/// </summary>
internal sealed class SourceFacts
{
    private const string ScopeName = "InstrumentationScope";

    private static readonly ImmutableArray<string> FixedNames =
    [
        .. ContractAttributes.TypeNames.SelectMany(static name => new[] { name, ShortName(name) }), ScopeName, "Begin", "Open",
    ];

    private static readonly NameSearch FixedSearch = new(FixedNames);
    private static readonly SourceFacts Nothing = new();
    private static readonly ConditionalWeakTable<SyntaxTree, StrongBox<bool>> MayName = new();
    private static readonly ConditionalWeakTable<SyntaxTree, SourceFacts> ByTree = new();
    private static readonly ConditionalWeakTable<SyntaxTree, StrongBox<(string Aliases, SourceFacts Facts)>> ByTreeWithAliases = new();

    private readonly List<string> _aliases = [];
    private readonly List<string> _helpers = [];
    private readonly List<SyntaxNode> _functions = [];
    private readonly List<InvocationExpressionSyntax> _markers = [];
    private readonly List<EnumDeclarationSyntax> _scopeEnums = [];
    private readonly Dictionary<string, ExpressionSyntax> _stateNames = new(StringComparer.Ordinal);

    private SourceFacts()
    {
    }

    private SourceFacts(SyntaxTree tree, NameSearch search, ISet<string> otherNames, CancellationToken cancellation)
    {
        foreach (var name in search.In(tree, isOfInterest: null, cancellation))
        {
            Look(name, name.ValueText, otherNames.Contains(name.ValueText));
        }
    }

    /// <summary>Names that a <c>using</c> gives to something that has one of ours.</summary>
    public IReadOnlyList<string> Aliases => _aliases;

    /// <summary>The names of its always-inline methods. An accessor, an operator or a constructor has none that can stand without a call.</summary>
    public IReadOnlyList<string> Helpers => _helpers;

    /// <summary>Its local functions and lambdas with a contract, on them or on a parameter.</summary>
    public IReadOnlyList<SyntaxNode> Functions => _functions;

    /// <summary>Its calls that look like one that opens a scope.</summary>
    public IReadOnlyList<InvocationExpressionSyntax> Markers => _markers;

    /// <summary>A noinstr slot or delegate type.</summary>
    public bool DeclaresSlot { get; private set; }

    /// <summary>It writes the name of the scope's type, be it in a <c>using static</c> for all files.</summary>
    public bool NamesScope { get; private set; }

    /// <summary>A contract about entry states, or a type of tokens.</summary>
    public bool HasStates { get; private set; }

    /// <summary>What the lists of its state contracts write, each spelling once: members of enums, by whatever name they are reached.</summary>
    public IReadOnlyCollection<ExpressionSyntax> StateNames => _stateNames.Values;

    /// <summary>Its enums with a member that a scope requires or forbids.</summary>
    public IReadOnlyList<EnumDeclarationSyntax> ScopeEnums => _scopeEnums;

    public static IReadOnlyDictionary<SyntaxTree, SourceFacts> Of(Compilation compilation, CancellationToken cancellation)
    {
        if (!MayNameContracts(compilation, cancellation))
        {
            return compilation.SyntaxTrees.ToDictionary(static tree => tree, static _ => Nothing);
        }

        var facts = compilation.SyntaxTrees.ToDictionary(tree => tree, tree => Get(tree, cancellation));
        var names = new SortedSet<string>(facts.Values.SelectMany(static inTree => inTree.Aliases), StringComparer.Ordinal);
        for (var known = 0; known < names.Count;)
        {
            known = names.Count;
            var search = new NameSearch(FixedNames.Concat(names));
            facts = compilation.SyntaxTrees.ToDictionary(tree => tree, tree => Get(tree, names, search, cancellation));
            names.UnionWith(facts.Values.SelectMany(static inTree => inTree.Aliases));
        }

        return facts;
    }

    /// <summary>
    /// Without the name of the namespace in a <c>using</c> or in front of a name, be it in one file for all, no file can name what is in it. To search a text for
    /// one word is next to nothing, and most projects of a solution have not annotated anything.
    /// </summary>
    private static bool MayNameContracts(Compilation compilation, CancellationToken cancellation) =>
        compilation.ScriptCompilationInfo is not null // it has usings that no file of it writes
        || compilation.SyntaxTrees.Any(tree => MayName.GetValue(tree, key => new StrongBox<bool>(NameSearch.MayMention(key, ContractAttributes.Namespace, cancellation))).Value);

    private static SourceFacts Get(SyntaxTree tree, CancellationToken cancellation) =>
        ByTree.GetValue(tree, key => new SourceFacts(key, FixedSearch, ImmutableHashSet<string>.Empty, cancellation));

    private static SourceFacts Get(SyntaxTree tree, SortedSet<string> aliases, NameSearch search, CancellationToken cancellation)
    {
        var joined = string.Join(" ", aliases);
        var known = ByTreeWithAliases.GetValue(tree, static _ => new StrongBox<(string, SourceFacts)>());
        var (forAliases, facts) = known.Value;
        if (forAliases != joined)
        {
            known.Value = (joined, facts = new SourceFacts(tree, search, aliases, cancellation));
        }

        return facts;
    }

    private static string ShortName(string attribute) => attribute.Substring(0, attribute.Length - "Attribute".Length);

    private void Look(SyntaxToken name, string text, bool isAlias)
    {
        NamesScope |= text == ScopeName || isAlias;
        for (var node = name.Parent; node is NameSyntax or MemberAccessExpressionSyntax or AttributeSyntax or UsingDirectiveSyntax or InvocationExpressionSyntax; node = node.Parent)
        {
            switch (node)
            {
                case UsingDirectiveSyntax { Alias: { } alias } when alias.Name.Identifier != name:
                    _aliases.Add(alias.Name.Identifier.ValueText);
                    return;
                case AttributeSyntax { Parent: AttributeListSyntax list }:
                    LookAtAttribute(list, text, isAlias);
                    LookAtStates((AttributeSyntax)node, list, text, isAlias);
                    return;
                case InvocationExpressionSyntax call when LooksLikeMarker(call, text):
                    _markers.Add(call);
                    return;
            }
        }
    }

    private void LookAtAttribute(AttributeListSyntax list, string name, bool isAlias)
    {
        var owner = list.Parent is ParameterSyntax { Parent.Parent: LocalFunctionStatementSyntax or ParenthesizedLambdaExpressionSyntax } parameter
            ? parameter.Parent!.Parent
            : list.Parent;
        if (owner is LocalFunctionStatementSyntax or ParenthesizedLambdaExpressionSyntax && !_functions.Contains(owner))
        {
            _functions.Add(owner);
        }

        DeclaresSlot |= (isAlias || name.StartsWith("NoInstr", StringComparison.Ordinal) || ContractAttributes.Named(name).IsAboutStates()) && IsOnSlot(list);
        if (isAlias || name.StartsWith("AlwaysInline", StringComparison.Ordinal))
        {
            _helpers.AddRange(owner switch
            {
                MethodDeclarationSyntax method => [method.Identifier.ValueText],
                LocalFunctionStatementSyntax local => [local.Identifier.ValueText],
                _ => Enumerable.Empty<string>(),
            });
        }
    }

    private void LookAtStates(AttributeSyntax attribute, AttributeListSyntax list, string name, bool isAlias)
    {
        var kind = ContractAttributes.Named(name);
        HasStates |= isAlias || kind.IsAboutStates() || kind is ContractAttribute.EntryToken or ContractAttribute.Consumes;
        if (attribute.ArgumentList is { } arguments && (isAlias || kind.IsAboutStates()))
        {
            foreach (var written in arguments.DescendantNodes().OfType<ExpressionSyntax>().Where(static node => node is IdentifierNameSyntax or MemberAccessExpressionSyntax && node.Parent is not MemberAccessExpressionSyntax))
            {
                _stateNames[written.ToString()] = written;
            }
        }

        if (list.Parent is EnumMemberDeclarationSyntax { Parent: EnumDeclarationSyntax declared }
            && (isAlias || kind is ContractAttribute.ScopeRequires or ContractAttribute.ScopeForbids))
        {
            _scopeEnums.Add(declared);
        }
    }

    private static bool IsOnSlot(AttributeListSyntax list) => list switch
    {
        { Target.Identifier.ValueText: "return" or "field" or "param" } => true,
        { Parent: BasePropertyDeclarationSyntax { Type: not PredefinedTypeSyntax } } => true,
        { Parent: FieldDeclarationSyntax or ParameterSyntax or DelegateDeclarationSyntax } => true,
        _ => false,
    };

    private static bool LooksLikeMarker(InvocationExpressionSyntax call, string name) =>
        name is "Begin" or "Open"
        && call.ArgumentList.Arguments.Count == 0
        && call.Expression is IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: NameSyntax or MemberAccessExpressionSyntax, Name: IdentifierNameSyntax };
}
