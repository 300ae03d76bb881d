using System.Diagnostics.CodeAnalysis;
using System.Reflection.Metadata;
using Microsoft.CodeAnalysis;
using NoInstr.Oracle.Source;

namespace NoInstr.Oracle.Il;

/// <summary>
/// A call of the IL, with the function of the source that it belongs to. <paramref name="At"/> is the syntax of its sequence point, if it has one;
/// <paramref name="IsExact"/> says that no hidden code lies between.
/// </summary>
internal sealed record SourceCall(IlBody Body, IlCall Call, SourceFunction Function, SyntaxNode? At, bool IsExact);

/// <summary>
/// Finds where the calls of an assembly come from: by the sequence points of their body; those that lead into a state machine by the points of its
/// MoveNext; those without points by the name of the member.
/// </summary>
internal sealed class SourceCalls
{
    private readonly DeclaredMethods _declared;
    private readonly SynthesisedBodies _synthesised;
    private readonly EmittedAssembly _assembly;
    private readonly Dictionary<string, SyntaxTree> _trees;
    private readonly Dictionary<MethodDefinitionHandle, IlBody> _moveNextOf;
    private readonly Dictionary<string, IlBody> _moveNextIn;

    public SourceCalls(Compilation compilation, EmittedAssembly assembly, DeclaredMethods declared)
    {
        _declared = declared;
        _synthesised = new SynthesisedBodies(declared);
        _assembly = assembly;
        _trees = compilation.SyntaxTrees.ToDictionary(tree => tree.FilePath);
        var stateMachines = assembly.Bodies.Where(body => !body.KickOff.IsNil).ToList();
        _moveNextOf = stateMachines.ToDictionary(body => body.KickOff);
        _moveNextIn = stateMachines.ToDictionary(body => body.Type);
    }

    /// <summary>Calls in bodies that have no counterpart in the source: what a record synthesises, closures, state machines, field-like events.</summary>
    public int Synthesised { get; private set; }

    /// <summary>Calls in bodies that should have one: no comparison is possible.</summary>
    public List<(IlBody Body, IlCall Call)> Lost { get; } = [];

    public IEnumerable<SourceCall> All()
    {
        foreach (var body in _assembly.Bodies)
        {
            var isSynthesised = _synthesised.Contains(body);
            foreach (var call in body.Calls)
            {
                if (isSynthesised)
                {
                    Synthesised++;
                }
                else if (Locate(body, call) is { } located)
                {
                    yield return located;
                }
                else
                {
                    Lost.Add((body, call));
                }
            }
        }
    }

    private SourceCall? Locate(IlBody body, IlCall call)
    {
        if (IsUnwrittenBase(body, call, out var constructor))
        {
            return new SourceCall(body, call, SourceFunction.Of(DeclarationOf(constructor)!), null, false);
        }

        var (point, isExact) = body.PointAt(call.Offset);
        if (point is { } visible && SyntaxAt(visible) is { } at)
        {
            var here = SourceFunction.At(at.Tree, at.Position);
            var function = IsConstructor(body) ? here : FirstFunctionOf(body);
            return function is { } found ? new SourceCall(body, call, found, NodeAt(at.Tree, at.Position), isExact && here == found) : null;
        }

        var moveNext = _moveNextOf.GetValueOrDefault(body.Handle) ?? (body.Name.StartsWith("<>m__Finally", StringComparison.Ordinal) ? _moveNextIn.GetValueOrDefault(body.Type) : null);
        if (moveNext is not null)
        {
            return FirstFunctionOf(moveNext) is { } function ? new SourceCall(body, call, function, null, false) : null;
        }

        return _declared.Of(body.Key) is { } method && DeclarationOf(method) is { } declaration ? new SourceCall(body, call, SourceFunction.Of(declaration), null, false) : null;
    }

    /// <summary>
    /// Only constructors are made of several functions: initialisers and their own body. In all others the first point tells: the last one of an
    /// async local function stands at the end of the method around it.
    /// </summary>
    private static bool IsConstructor(IlBody body) => body.Name is ".ctor" or ".cctor";

    /// <summary>The last call of a constructor that nobody wrote is <c>base()</c>. It has no point, and initialisers with points come before it.</summary>
    private bool IsUnwrittenBase(IlBody body, IlCall call, [NotNullWhen(true)] out IMethodSymbol? constructor)
    {
        constructor = body.Name == ".ctor" && ReferenceEquals(call, body.Calls[^1]) ? _declared.Of(body.Key) : null;
        return constructor is not null && DeclaredMethods.IsUnwrittenConstructor(constructor);
    }

    private SourceFunction? FirstFunctionOf(IlBody body) =>
        body.PointAt(0).Nearest is { } first && SyntaxAt(first) is { } at ? SourceFunction.At(at.Tree, at.Position) : null;

    private (SyntaxTree Tree, int Position)? SyntaxAt(Point point) =>
        _trees.TryGetValue(point.File, out var tree) ? (tree, tree.GetText().Lines[point.Line - 1].Start + point.Column - 1) : null;

    private static SyntaxNode NodeAt(SyntaxTree tree, int position) => tree.GetRoot().FindToken(position).Parent!;

    /// <summary>An implicit constructor is written as its type. Nothing else that is implicit is written at all.</summary>
    private static SyntaxNode? DeclarationOf(IMethodSymbol method) =>
        DeclaredMethods.IsUnwrittenConstructor(method) ? method.ContainingType.DeclaringSyntaxReferences[0].GetSyntax()
        : method.IsImplicitlyDeclared ? null
        : (method.PartialImplementationPart ?? method).DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax();
}
