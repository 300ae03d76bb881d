namespace System.Reflection;

/// <summary>The compiler puts it on every type with an indexer.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface)]
public sealed class DefaultMemberAttribute(string memberName) : Attribute
{
    public string MemberName { get; } = memberName;
}
