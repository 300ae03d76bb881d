using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NoInstr.Analyzers.Contracts;

namespace NoInstr.Analyzers.Events;

/// <summary>
/// Operations → terms and tests of one body, interned: equal conditions give the same <see cref="Term"/>. A condition that is not
/// understood is no error: its branches are then not correlated.
/// </summary>
internal sealed partial class TermReader(Captures captures, AliasedSymbols aliased, PureMembers pure)
{
    private const int LongestDisplay = 60;
    private const int MostNesting = 32;

    private readonly Dictionary<string, Term> _terms = new(StringComparer.Ordinal);
    private readonly Dictionary<ISymbol, int> _places = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<CaptureId, int> _capturePlaces = [];
    private readonly Dictionary<SyntaxNode, int> _resultPlaces = [];

    private int _nesting;

    public IReadOnlyCollection<Term> Terms => _terms.Values;

    private int NextPlace => _places.Count + _capturePlaces.Count + _resultPlaces.Count;

    public int PlaceOf(ISymbol symbol)
    {
        if (!_places.TryGetValue(symbol, out var place))
        {
            _places.Add(symbol, place = NextPlace);
        }

        return place;
    }

    public int PlaceOf(CaptureId capture)
    {
        if (!_capturePlaces.TryGetValue(capture, out var place))
        {
            _capturePlaces.Add(capture, place = NextPlace);
        }

        return place;
    }

    /// <summary>Where the result of a call is until it is put somewhere.</summary>
    public int PlaceOfResult(SyntaxNode call)
    {
        if (!_resultPlaces.TryGetValue(call, out var place))
        {
            _resultPlaces.Add(call, place = NextPlace);
        }

        return place;
    }

    /// <summary>The term that stands for a bool parameter, if its value cannot change during the body.</summary>
    public Term? OfParameter(IParameterSymbol parameter) =>
        parameter is { Type.SpecialType: SpecialType.System_Boolean, RefKind: RefKind.None } && !aliased.Contains(parameter)
            ? Variable("P", parameter, parameter.Type)
            : null;

    /// <summary>The term that stands for the value of a local or parameter that only visible writes change.</summary>
    public Term? OfVariable(ISymbol symbol) => symbol switch
    {
        _ when aliased.Contains(symbol) => null,
        ILocalSymbol { IsRef: false } local => Variable("L", local, local.Type),
        IParameterSymbol { RefKind: RefKind.None or RefKind.In } parameter when !IsCaptured(parameter) => Variable("P", parameter, parameter.Type),
        _ => null,
    };

    /// <summary>The term of a capture that branches fill with different values.</summary>
    public Term? OfCapture(CaptureId capture)
    {
        var values = captures.ValuesOf(capture);
        var place = PlaceOf(capture);
        return values.Count > 1
            ? Intern($"C{place}", values[0].Syntax.ToString(), values[0].Type?.SpecialType == SpecialType.System_Boolean, [place], isFragile: false)
            : null;
    }

    /// <summary>The term that is true once a type is initialised, or a thread static has its storage.</summary>
    public Term OfFirstUse(ISymbol used)
    {
        // No write undoes it, so it has no place.
        return Intern($"U{PlaceOf(used)}", used.Name, isBool: true, places: [], isFragile: false);
    }

    /// <summary>The term of a value, without its key.</summary>
    public Term? ReadTerm(IOperation value) => Read(value)?.Term;

    /// <summary>Parentheses and built-in identity conversions change nothing.</summary>
    public static IOperation? Strip(IOperation? operation)
    {
        while (true)
        {
            switch (operation)
            {
                case IParenthesizedOperation parenthesized:
                    operation = parenthesized.Operand;
                    continue;
                case IConversionOperation { OperatorMethod: null } conversion
                    when conversion.Conversion is { IsIdentity: true } or { IsReference: true, IsImplicit: true }:
                    operation = conversion.Operand;
                    continue;
                default:
                    return operation;
            }
        }
    }

    private (Term Term, string Key)? Read(IOperation? operation)
    {
        // A condition of hundreds of operands is not asked twice, and must not cost more than it weighs.
        if (_nesting >= MostNesting)
        {
            return null;
        }

        _nesting++;
        var read = ReadOperand(Strip(operation));
        _nesting--;
        return read;
    }

    private (Term Term, string Key)? ReadOperand(IOperation? operation)
    {
        return operation switch
        {
            ILocalReferenceOperation { Local: { IsRef: false } local } when !aliased.Contains(local) =>
                Atom("L", local, operation, isFragile: false),
            IParameterReferenceOperation { Parameter: { RefKind: RefKind.None or RefKind.In } parameter } when !aliased.Contains(parameter) && !IsCaptured(parameter) =>
                Atom("P", parameter, operation, isFragile: false),
            IFieldReferenceOperation field => ReadField(field),
            IFlowCaptureReferenceOperation capture => ReadCapture(capture),
            IInvocationOperation { TargetMethod: { } method } call when pure.Contains(method) => ReadPure(call, method, call.Instance, call.Arguments),
            IPropertyReferenceOperation { Property: { } property } get when pure.Contains(property) => ReadPure(get, property, get.Instance, get.Arguments),
            IBinaryOperation { OperatorMethod: null } binary => ReadBinary(binary),
            IUnaryOperation { OperatorMethod: null, OperatorKind: not UnaryOperatorKind.Not } unary =>
                Read(unary.Operand) is { } operand ? Compound(unary, $"{unary.OperatorKind}({operand.Key})", [operand.Term]) : null,
            IConversionOperation { OperatorMethod: null, Type: { } type } conversion when conversion.Conversion.IsNumeric || type.TypeKind == TypeKind.Enum || conversion.Operand.Type?.TypeKind == TypeKind.Enum =>
                Read(conversion.Operand) is { } converted ? Compound(conversion, $"({PlaceOf(type)}){converted.Key}", [converted.Term]) : null,
            _ => null,
        };
    }

    private (Term Term, string Key)? ReadField(IFieldReferenceOperation reference)
    {
        var field = reference.Field;
        var receiver = Strip(reference.Instance);
        if (receiver is null or IInstanceReferenceOperation)
        {
            return field.IsReadOnly ? Atom("F", field, reference, isFragile: false) : null;
        }

        if (Read(receiver) is not { } owner)
        {
            return null;
        }

        var isStable = field.IsReadOnly || field.ContainingType.IsValueType || field.ContainingType.Has(ContractAttribute.EntryToken);
        if (!isStable && receiver is not IParameterReferenceOperation)
        {
            return null;
        }

        var place = PlaceOf(field);
        var key = $"F{place}({owner.Key})";
        var term = Intern(key, Display(reference), IsBool(reference), owner.Term.Places.Add(place), owner.Term.IsFragile || !isStable);
        return (term, key);
    }

    /// <summary>
    /// The graph evaluates operands of branching expressions and the value of a switch into captures. One that is captured once stands for
    /// the captured value; one that the branches capture differently is a place of its own.
    /// </summary>
    private (Term Term, string Key)? ReadCapture(IFlowCaptureReferenceOperation reference)
    {
        var values = captures.ValuesOf(reference.Id);
        if (values.Count == 1 && captures.IsOverwritten(values[0]))
        {
            return null;
        }

        if (values.Count == 1 && Read(values[0]) is { } value)
        {
            return value;
        }

        var place = PlaceOf(reference.Id);
        return (Intern($"C{place}", Display(reference), IsBool(reference), [place], isFragile: false), $"C{place}");
    }

    private (Term Term, string Key)? ReadPure(IOperation call, ISymbol callee, IOperation? instance, ImmutableArray<IArgumentOperation> arguments)
    {
        var parts = new List<Term>();
        var key = $"M{PlaceOf(callee)}(";
        if (instance is not null and not IInstanceReferenceOperation)
        {
            if (Read(instance) is not { } receiver)
            {
                return null;
            }

            parts.Add(receiver.Term);
            key += receiver.Key + ";";
        }

        foreach (var argument in arguments.OrderBy(argument => argument.Parameter?.Ordinal))
        {
            if (argument.Value.ConstantValue.HasValue)
            {
                key += KeyOf(argument.Value.ConstantValue.Value) + ",";
            }
            else if (argument.Parameter?.RefKind is RefKind.None or RefKind.In && Read(argument.Value) is { } value)
            {
                parts.Add(value.Term);
                key += value.Key + ",";
            }
            else
            {
                return null;
            }
        }

        // Without an argument it can only read the state of the object, or of the program: any call may change that.
        return Compound(call, key + ")", parts, isFragile: instance is IInstanceReferenceOperation || parts.Count == 0);
    }

    /// <summary>With a constant, arithmetic; comparisons that are not equality are opaque but still comparable with themselves.</summary>
    private (Term Term, string Key)? ReadBinary(IBinaryOperation binary)
    {
        var left = KeyOf(binary.LeftOperand);
        var right = KeyOf(binary.RightOperand);
        return left is { } l && right is { } r && !(l.Term is null && r.Term is null)
            ? Compound(binary, $"({l.Key} {binary.OperatorKind} {r.Key})", new[] { l.Term, r.Term }.OfType<Term>())
            : null;
    }

    private (Term? Term, string Key)? KeyOf(IOperation operand) =>
        operand.ConstantValue.HasValue ? (null, KeyOf(operand.ConstantValue.Value))
        : Read(operand) is { } read ? (read.Term, read.Key)
        : null;

    private Term Variable(string prefix, ISymbol symbol, ITypeSymbol type)
    {
        var place = PlaceOf(symbol);
        return Intern(prefix + place, symbol.Name, type.SpecialType == SpecialType.System_Boolean, [place], isFragile: false);
    }

    private (Term Term, string Key) Atom(string prefix, ISymbol symbol, IOperation operation, bool isFragile)
    {
        var place = PlaceOf(symbol);
        var key = prefix + place;
        return (Intern(key, Display(operation), IsBool(operation), [place], isFragile), key);
    }

    /// <summary>Different constants have different keys, whatever they contain.</summary>
    private static string KeyOf(object? constant) => constant switch
    {
        null => "=null",
        string text => $"=\"{text.Length}:{text}\"",
        _ => $"={constant.GetType().Name}:{constant}",
    };

    /// <summary>A primary constructor's parameter that another member uses is a mutable field of the object.</summary>
    private static bool IsCaptured(IParameterSymbol parameter) => parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor
        && constructor.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax() is TypeDeclarationSyntax);

    private (Term Term, string Key) Compound(IOperation operation, string key, IEnumerable<Term> parts, bool isFragile = false)
    {
        var all = parts.ToList();
        var places = all.SelectMany(part => part.Places).Distinct().ToImmutableArray();
        return (Intern(key, Display(operation), IsBool(operation), places, isFragile || all.Any(part => part.IsFragile)), key);
    }

    private Term Intern(string key, string display, bool isBool, ImmutableArray<int> places, bool isFragile)
    {
        if (!_terms.TryGetValue(key, out var term))
        {
            _terms.Add(key, term = new Term(_terms.Count, display, isBool, places, isFragile));
        }

        return term;
    }

    private static bool IsBool(IOperation operation) =>
        operation.Type?.SpecialType == SpecialType.System_Boolean || operation is IIsPatternOperation or IIsTypeOperation;

    private static string Display(IOperation operation)
    {
        var text = operation.Syntax.ToString();
        return text.Length <= LongestDisplay ? text : text.Substring(0, LongestDisplay) + "…";
    }
}
