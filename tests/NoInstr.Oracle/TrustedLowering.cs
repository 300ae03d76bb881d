using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using NoInstr.Oracle.Comparison;
using static NoInstr.Oracle.Engine.Allocated;

namespace NoInstr.Oracle;

/// <summary>Calls of the framework that need no event of their own, why, and what must stand where they are made. <c>Type.*</c> is every member, <c>Type`*</c> every arity.</summary>
internal sealed record Lowering(string Target, string Reason, Func<LoweringSite, bool> Where);

/// <summary>
/// What the compiler emits for the language itself and the design trusts, or counts as part of an allocation or a throw. Each line holds
/// only where the construct stands that it comes from, and never where the source names the member, so that the list cannot hide a call.
/// User code is never excused.
/// </summary>
internal static partial class TrustedLowering
{
    private const string Services = "System.Runtime.CompilerServices";
    private const string Generated = "<PrivateImplementationDetails>";

    private static readonly Lowering[] Objects =
    [
        new("System.Decimal..ctor", "constant data", site => site.HasType(type => type.SpecialType == SpecialType.System_Decimal)),
        new("System.Object.ToString", "the text of an enum is part of building a text", site => site.Allocates(Text) && site.HasType(type => type.TypeKind == TypeKind.Enum)),
        new("System.String.GetPinnableReference", "the address of the first character", site => site.Function.DescendantNodes().OfType<FixedStatementSyntax>().Any()),
        .. Members("System.MemoryExtensions", "a span of characters, compared element by element", HasTextTest, "SequenceEqual"),
        new("System.Object.Finalize", "what a finaliser calls last does nothing", site => site.Function is DestructorDeclarationSyntax),
        new("System.Type.GetTypeFromHandle", "typeof is a constant", site => site.Has<ITypeOfOperation>() || site.HasSyntax<RefTypeExpressionSyntax>() || IsDynamic(site) || site.Allocates(ExpressionTree)),
    ];

    private static readonly Lowering[] NullablesAndTuples =
    [
        new("System.Nullable`1..ctor", "a flag and a copy", site => site.HasType(IsNullable)),
        new("System.Nullable`1.get_HasValue", "a flag", site => site.HasType(IsNullable)),
        new("System.Nullable`1.GetValueOrDefault", "a copy", site => site.HasType(IsNullable)),
        new("System.Nullable`1.get_Value", "a copy; null throws implicitly, as a cast does", site => site.HasType(IsNullable)),
        new("System.ValueTuple`*..ctor", "copies", site => site.HasType(type => type.IsTupleType || NullableOf(type)?.IsTupleType == true)),
    ];

    private static readonly Lowering[] ArraysAndSpans =
    [
        new("array.Get", "an element of an array", HasManyDimensions),
        new("array.Set", "an element of an array", HasManyDimensions),
        new("array.Address", "an element of an array", HasManyDimensions),
        new("array..ctor", "an array", site => site.Allocates(Engine.Allocated.Array)),
        new("System.Array.GetLowerBound", "the bounds of a loop", site => site.Has<IForEachLoopOperation>() && HasManyDimensions(site)),
        new("System.Array.GetUpperBound", "the bounds of a loop", site => site.Has<IForEachLoopOperation>() && HasManyDimensions(site)),
        new($"{Services}.RuntimeHelpers.InitializeArray", "constant data", site => site.Allocates(Engine.Allocated.Array, Collection)),
        new($"{Services}.RuntimeHelpers.CreateSpan", "constant data", site => site.HasType(IsSpan)),
        new("System.ReadOnlySpan`1..ctor", "an address and a length", site => site.HasType(IsSpan) || site.Allocates(Text) || HasSpread(site)),
        new("System.Span`1..ctor", "an address and a length", site => site.HasType(IsSpan) || HasStackAllocation(site) || HasSpread(site)),
        new("System.Span`1.op_Implicit", "an address and a length", site => site.HasType(IsSpan)),
        new("System.ReadOnlySpan`1.op_Implicit", "an address and a length", site => site.HasType(IsSpan)),
        new("System.ReadOnlySpan`1.CastUp", "an address and a length", site => site.HasType(IsSpan)),
        new("System.MemoryExtensions.AsSpan", "an address and a length", site => site.HasType(IsSpan)),
        new("System.String.op_Implicit", "an address and a length", site => site.HasType(IsSpan) || site.Allocates(Text)),
        .. Members("System.Span`1", "a bounds check and an address", site => site.HasType(IsSpan) || IsInlineArray(site) || HasCollection(site), "get_Item", "get_Length", "Slice", "GetPinnableReference"),
        .. Members("System.ReadOnlySpan`1", "a bounds check and an address", site => site.HasType(IsSpan) || IsInlineArray(site) || HasCollection(site), "get_Item", "get_Length", "Slice", "GetPinnableReference"),
        .. Members("System.String", "an index and a length", site => site.Has<IForEachLoopOperation>() || HasTextTest(site) || HasIndex(site), "get_Chars", "get_Length"),
        .. Members(Generated, "an address", site => IsInlineArray(site) || site.HasType(IsSpan),
            "InlineArrayElementRef", "InlineArrayElementRefReadOnly", "InlineArrayFirstElementRef", "InlineArrayFirstElementRefReadOnly", "InlineArrayAsSpan", "InlineArrayAsReadOnlySpan"),
        .. Members("System.Index", "a number", HasIndex, ".ctor", "op_Implicit", "GetOffset"),
        .. Members("System.Range", "two numbers", HasIndex, ".ctor", "get_Start", "get_End", "StartAt", "EndAt", "get_All"),
    ];

    /// <summary>A newer compiler takes the rest of a text by one argument less than an older one; the engine names the member that both bind to.</summary>
    private static readonly Lowering[] OpenRanges =
    [
        new("System.String.Substring", "the same member with the length left out", site => HasIndex(site) && site.Calls("System.String.Substring(System.Int32,System.Int32)")),
        new("System.Memory`1.Slice", "the same member with the length left out", site => HasIndex(site) && site.Calls("System.Memory`1.Slice(System.Int32,System.Int32)")),
        new("System.ReadOnlyMemory`1.Slice", "the same member with the length left out", site => HasIndex(site) && site.Calls("System.ReadOnlyMemory`1.Slice(System.Int32,System.Int32)")),
    ];

    private static readonly Lowering[] Switches =
    [
        new($"{Generated}.ThrowSwitchExpressionException", "a switch that no arm matches", site => site.Throws),
        .. Members(Generated, "finds the case to compare with", HasTextTest, "ComputeStringHash", "ComputeSpanHash", "ComputeReadOnlySpanHash"),
    ];

    private static readonly Lowering[] PartsOfAllocations =
    [
        new("System.String.Concat", "part of building a text", site => site.Allocates(Text)),
        new("System.String.Format", "part of building a text that has a dynamic part", site => site.Allocates(Text) && site.Has<IInterpolatedStringOperation>()),
        new($"{Services}.DefaultInterpolatedStringHandler.*", "part of building a text", site => site.Allocates(Text) && site.Has<IInterpolatedStringOperation>()),
        new($"{Services}.FormattableStringFactory.Create", "part of building a text", site => site.Allocates(Text) && site.Has<IInterpolatedStringOperation>()),
        .. new[] { "Boolean", "Byte", "SByte", "Char", "Int16", "UInt16", "Int32", "UInt32", "Int64", "UInt64", "IntPtr", "UIntPtr", "Single", "Double", "Decimal" }
            .Select(number => new Lowering($"System.{number}.ToString", "part of building a text", site => site.Allocates(Text))),
        new("anonymous type..ctor", "an object of an anonymous type", site => site.Allocates(AnonymousObject)),
        new("anonymous type.*", "a field", _ => true),
        new("closure..ctor", "a closure", site => site.AllocatesSomewhere(Closure)),
        new("read-only list..ctor", "a collection", site => site.Allocates(Collection)),
        new("System.Array.Empty", "an array that is shared", site => site.Allocates(Engine.Allocated.Array, Collection, ExpressionTree, Text)),
        .. Members("System.Collections.Generic.List`1", "a collection", site => site.Allocates(Collection), ".ctor", "Add", "AddRange", "ToArray"),
        .. Members("System.Runtime.InteropServices.CollectionsMarshal", "a collection", HasCollection, "SetCount", "AsSpan"),
        .. Members("System.Runtime.InteropServices.ImmutableCollectionsMarshal", "a collection", HasCollection, "AsImmutableArray"),
        .. Members("System.Span`1", "a copy of a spread", HasSpread, "CopyTo", "ToArray"),
        .. Members("System.ReadOnlySpan`1", "a copy of a spread", HasSpread, "CopyTo", "ToArray"),
        .. Members("System.Linq.Enumerable", "a copy of a spread", HasSpread, "ToArray", "ToList"),
        new("System.Collections.Immutable.ImmutableArray`1.AsSpan", "a copy of a spread", HasSpread),
        new("System.String.get_Length", "how much a spread adds", site => HasSpread(site) && site.Allocates(Collection)),
        new("System.Linq.Expressions.*", "data that describes code", site => site.Allocates(ExpressionTree)),
        .. Members("System.Reflection.MethodBase", "data that describes code", site => site.Allocates(ExpressionTree), "GetMethodFromHandle"),
        .. Members("System.Reflection.FieldInfo", "data that describes code", site => site.Allocates(ExpressionTree), "GetFieldFromHandle"),
    ];

    /// <summary>An async method or iterator cannot be noinstr (that is a finding of its own), and its caller pays for the call of it.</summary>
    private static readonly Lowering[] StateMachines =
    [
        new("state machine.*", "the state machine's own", site => site.IsAsync || site.IsIterator),
        .. new[]
        {
            "AsyncVoidMethodBuilder", "AsyncTaskMethodBuilder", "AsyncTaskMethodBuilder`1", "AsyncValueTaskMethodBuilder", "AsyncValueTaskMethodBuilder`1",
            "AsyncIteratorMethodBuilder", "PoolingAsyncValueTaskMethodBuilder", "PoolingAsyncValueTaskMethodBuilder`1",
        }.Select(builder => new Lowering($"{Services}.{builder}.*", "the state machine's own", site => site.IsAsync)),
        new("System.Runtime.ExceptionServices.ExceptionDispatchInfo.*", "an exception that waits while a finally awaits", site => site.IsAsync),
        new("System.Threading.Tasks.Sources.ManualResetValueTaskSourceCore`1.*", "the state machine's own", site => site is { IsAsync: true, IsIterator: true }),
        new("System.Threading.CancellationTokenSource.Dispose", "the token that the state machine united", site => site is { IsAsync: true, IsIterator: true }),
    ];

    private static readonly Lowering[] Dynamic =
    [
        new("Microsoft.CSharp.RuntimeBinder.*", "part of a dynamic call", IsDynamic),
        new("System.Func`*.Invoke", "part of a dynamic call", IsDynamic),
        new("System.Action`*.Invoke", "part of a dynamic call", IsDynamic),
    ];

    public static IReadOnlyList<Lowering> All { get; } =
        [.. Objects, .. NullablesAndTuples, .. ArraysAndSpans, .. OpenRanges, .. Switches, .. PartsOfAllocations, .. StateMachines, .. Dynamic];

    private static readonly ILookup<string, Lowering> ByTarget = All.ToLookup(lowering => lowering.Target);

    public static Lowering? For(LoweringSite site) =>
        Lines(NameOf(site.Callee)).FirstOrDefault(lowering => lowering.Where(site)) is { } line && !site.IsNamedInSource ? line : null;

    /// <summary>A key without parameters: <c>Type.Method</c>.</summary>
    public static string NameOf(string key)
    {
        var end = key.IndexOf('(');
        var name = end < 0 ? key : key[..end];
        var arity = name.IndexOf("``", StringComparison.Ordinal);
        return arity < 0 ? name : name[..arity];
    }

    private static IEnumerable<Lowering> Lines(string name)
    {
        var lines = ByTarget[name].Concat(ByTarget[Arity().Replace(name, "`*")]);
        for (var dot = name.LastIndexOf('.'); dot > 0; dot = name.LastIndexOf('.', dot - 1))
        {
            lines = lines.Concat(ByTarget[name[..dot] + ".*"]);
        }

        return lines;
    }

    private static IEnumerable<Lowering> Members(string type, string reason, Func<LoweringSite, bool> where, params string[] names) =>
        names.Select(name => new Lowering($"{type}.{name}", reason, where));

    private static bool IsNullable(ITypeSymbol type) => type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;

    private static ITypeSymbol? NullableOf(ITypeSymbol type) => IsNullable(type) ? ((INamedTypeSymbol)type).TypeArguments[0] : null;

    private static bool IsSpan(ITypeSymbol type) => type is INamedTypeSymbol { Name: "Span" or "ReadOnlySpan", Arity: 1, ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };

    private static bool IsInlineArray(LoweringSite site) => site.HasType(type => type.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "InlineArrayAttribute"));

    private static bool HasManyDimensions(LoweringSite site) => site.HasType(type => type is IArrayTypeSymbol { Rank: > 1 });

    private static bool HasStackAllocation(LoweringSite site) => site.HasSyntax<StackAllocArrayCreationExpressionSyntax>() || site.HasSyntax<ImplicitStackAllocArrayCreationExpressionSyntax>();

    private static bool HasCollection(LoweringSite site) => site.Has<ICollectionExpressionOperation>();

    private static bool HasSpread(LoweringSite site) => site.Has<ISpreadOperation>();

    private static bool IsDynamic(LoweringSite site) => site.Calls($"{Services}.CallSite`1.Create({Services}.CallSiteBinder)");

    /// <summary>A text or span that is compared with constants, or taken apart by a list pattern.</summary>
    private static bool HasTextTest(LoweringSite site) =>
        site.Has<IConstantPatternOperation>() || site.Has<ISwitchOperation>() || site.Has<ICaseClauseOperation>() || site.Has<IListPatternOperation>();

    private static bool HasIndex(LoweringSite site) =>
        site.Has<IRangeOperation>() || site.Has<IImplicitIndexerReferenceOperation>() || site.Has<IListPatternOperation>() || site.Has<ISlicePatternOperation>()
        || site.Has<IUnaryOperation>(unary => unary.OperatorKind == UnaryOperatorKind.Hat) || site.HasType(type => type.Name is "Index" or "Range" && type.ContainingNamespace?.Name == "System");

    [GeneratedRegex(@"`\d+")]
    private static partial Regex Arity();
}
