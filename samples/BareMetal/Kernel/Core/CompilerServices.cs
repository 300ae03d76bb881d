namespace System.Runtime.CompilerServices;

[AttributeUsage(AttributeTargets.Method | AttributeTargets.Constructor)]
public sealed class MethodImplAttribute(MethodImplOptions options) : Attribute
{
    public MethodImplOptions Value { get; } = options;
}

[Flags]
public enum MethodImplOptions
{
    NoInlining = 0x8,
    AggressiveInlining = 0x100,
    InternalCall = 0x1000,
}

/// <summary>The modifier of volatile fields: the registers of a device.</summary>
public static class IsVolatile;

/// <summary>What the target can do: without it the compiler refuses <c>delegate* unmanaged</c>.</summary>
public static class RuntimeFeature
{
    public const string UnmanagedSignatureCallingConvention = nameof(UnmanagedSignatureCallingConvention);
}
