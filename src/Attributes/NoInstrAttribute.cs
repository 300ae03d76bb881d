using System;

namespace NoInstr;

/// <summary>Placeholder.</summary>
[AttributeUsage(AttributeTargets.All, Inherited = false)]
public sealed class NoInstrAttribute : Attribute;
