namespace System.Runtime.InteropServices;

/// <summary>Callers are hardware and assembly: the method has their calling convention, and no C# calls it but through a pointer.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UnmanagedCallersOnlyAttribute : Attribute
{
    public Type[]? CallConvs;

    public string? EntryPoint;
}
