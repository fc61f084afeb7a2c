"""The terms of SHACL 1.0 that pySHACL checks (Core, SPARQL), and those of other parts and versions.

https://www.w3.org/TR/shacl/ and https://www.w3.org/TR/shacl-af/
"""

from typing import Final

SHACL_TERMS: Final = frozenset(
    # One text, because a hundred and forty lines of one name each are not easier to read.
    """
    AbstractResult AndConstraintComponent BlankNode BlankNodeOrIRI BlankNodeOrLiteral
    ClassConstraintComponent ClosedConstraintComponent ConstraintComponent
    DatatypeConstraintComponent DisjointConstraintComponent EqualsConstraintComponent
    HasValueConstraintComponent IRI IRIOrLiteral InConstraintComponent Info
    LanguageInConstraintComponent LessThanConstraintComponent
    LessThanOrEqualsConstraintComponent Literal MaxCountConstraintComponent
    MaxExclusiveConstraintComponent MaxInclusiveConstraintComponent
    MaxLengthConstraintComponent MinCountConstraintComponent MinExclusiveConstraintComponent
    MinInclusiveConstraintComponent MinLengthConstraintComponent NodeConstraintComponent
    NodeKind NodeKindConstraintComponent NodeShape NotConstraintComponent
    OrConstraintComponent Parameter Parameterizable PatternConstraintComponent
    PrefixDeclaration PropertyConstraintComponent PropertyGroup PropertyShape
    QualifiedMaxCountConstraintComponent QualifiedMinCountConstraintComponent ResultAnnotation
    SPARQLAskExecutable SPARQLAskValidator SPARQLConstraint SPARQLConstraintComponent
    SPARQLExecutable SPARQLSelectExecutable SPARQLSelectValidator Severity Shape
    UniqueLangConstraintComponent ValidationReport ValidationResult Validator Violation
    Warning XoneConstraintComponent
    alternativePath and annotationProperty annotationValue annotationVarName ask class closed
    conforms datatype deactivated declare defaultValue description detail disjoint equals
    flags focusNode group hasValue ignoredProperties in inversePath labelTemplate languageIn
    lessThan lessThanOrEquals maxCount maxExclusive maxInclusive maxLength message minCount
    minExclusive minInclusive minLength name namespace node nodeKind nodeValidator not
    oneOrMorePath optional or order parameter path pattern prefix prefixes property
    propertyValidator qualifiedMaxCount qualifiedMinCount qualifiedValueShape
    qualifiedValueShapesDisjoint result resultAnnotation resultMessage resultPath
    resultSeverity select severity shapesGraph shapesGraphWellFormed sourceConstraint
    sourceConstraintComponent sourceShape sparql suggestedShapesGraph targetClass targetNode
    targetObjectsOf targetSubjectsOf uniqueLang validator value xone zeroOrMorePath
    zeroOrOnePath
    """.split(),  # noqa: SIM905
)

ADVANCED_TERMS: Final = frozenset(
    """
    ExpressionConstraintComponent Function JSConstraint JSConstraintComponent JSExecutable
    JSFunction JSLibrary JSRule JSTarget JSTargetType JSValidator Rule
    SPARQLConstructExecutable SPARQLFunction SPARQLRule SPARQLTarget SPARQLTargetType
    SPARQLUpdateExecutable Target TargetType TripleRule condition construct entailment
    expression filterShape intersection js jsFunctionName jsLibrary jsLibraryURL nodes object
    predicate returnType rule subject target this union update values
    """.split(),  # noqa: SIM905
)
"""Terms of SHACL Advanced Features, SHACL-JS and entailment, which pySHACL does not check here."""

SHACL_12_TERMS: Final = frozenset(
    """
    codeIdentifier memberShape minListLength maxListLength reifierShape reificationRequired
    rootClass singleLine someValue subsetOf targetWhere uniqueMembers uniqueValuesFor
    nodeByExpression Debug Trace shape
    """.split(),  # noqa: SIM905
)
