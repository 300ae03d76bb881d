using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NoInstr.Analyzers.Contracts;

namespace NoInstr.Analyzers.Events;

/// <summary>
/// Methods of the framework of which it is known what they do with a place or a table that they are given: they store this value and no other,
/// give back what is there (the kernel's READ_ONCE()), or only look at it.
/// </summary>
internal static class KnownStores
{
    /// <summary>The place whose value the call gives back.</summary>
    public static IOperation? ReadBy(IInvocationOperation call) =>
        IsIn(call.TargetMethod, "Volatile", "Threading") && call.TargetMethod.Name == "Read" ? Argument(call, "location")
        : IsExchange(call.TargetMethod) ? Argument(call, "location1")
        : null;

    /// <summary>The one place that the call stores a value in.</summary>
    public static (IOperation Place, IOperation Value)? IntoPlace(IInvocationOperation call) =>
        IsIn(call.TargetMethod, "Volatile", "Threading") && call.TargetMethod.Name == "Write" ? Pair(Argument(call, "location"), Argument(call, "value"))
        : IsExchange(call.TargetMethod) ? Pair(Argument(call, "location1"), Argument(call, "value"))
        : null;

    /// <summary>The table whose elements get a value, or those of another table.</summary>
    public static (IOperation Table, IOperation Value)? IntoTable(IInvocationOperation call) => call.TargetMethod switch
    {
        { Name: "Fill" } method when Slot.IsSpan(method.ContainingType) => Pair(call.Instance, Argument(call, "value")),
        { Name: "CopyTo" or "TryCopyTo" } method when Slot.IsSpan(method.ContainingType) => Pair(Argument(call, "destination"), call.Instance),
        { Name: "CopyTo" } method when IsIn(method, "MemoryExtensions") => Pair(Argument(call, "destination"), Argument(call, "source")),
        { Name: "Fill" } method when IsIn(method, "Array") => Pair(Argument(call, "array"), Argument(call, "value")),
        { Name: "SetValue" } method when IsIn(method, "Array") => Pair(call.Instance, Argument(call, "value")),
        { Name: "Copy" or "ConstrainedCopy" } method when IsIn(method, "Array") => Pair(Argument(call, "destinationArray"), Argument(call, "sourceArray")),
        { Name: "CopyTo" } method when IsIn(method, "Array") => Pair(Argument(call, "array"), call.Instance),
        _ => null,
    };

    /// <summary>Keeps nothing of a table that it is given, and stores what the others say, or what is in the table already.</summary>
    public static bool Knows(IMethodSymbol method) =>
        IsExchange(method)
        || IsIn(method, "Volatile", "Threading")
        || IsIn(method, "Array")
        || (IsIn(method, "MemoryExtensions") && method.Name != "AsMemory")
        || (method.Name is "ThrowIfNull" && IsIn(method, "ArgumentNullException"))
        || (method.Name is "KeepAlive" && IsIn(method, "GC"))
        || method is { Name: "ReferenceEquals", ContainingType.SpecialType: SpecialType.System_Object };

    private static bool IsExchange(IMethodSymbol method) => method.Name is "Exchange" or "CompareExchange" && IsIn(method, "Interlocked", "Threading");

    private static bool IsIn(IMethodSymbol method, string type, string? inner = null)
    {
        if (method.ContainingType is not { ContainingType: null, ContainingNamespace: { } ns } containing || containing.Name != type)
        {
            return false;
        }

        if (inner is not null)
        {
            if (ns.Name != inner)
            {
                return false;
            }

            ns = ns.ContainingNamespace;
        }

        return ns is { Name: "System", ContainingNamespace.IsGlobalNamespace: true };
    }

    private static IOperation? Argument(IInvocationOperation call, string parameter) =>
        call.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == parameter)?.Value;

    private static (IOperation, IOperation)? Pair(IOperation? place, IOperation? value) => place is null || value is null ? null : (place, value);
}
