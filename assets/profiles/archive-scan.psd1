# Sheets from an archive, scanned: older carts, notes by hand, old paper, copies and faxes, now and then mould.
@{
    Summary    = 'Scans of sheets from an archive'
    Parameters = @{
        # One sheet in five is a copy or a fax of the original.
        Copy = @{ Choice = 'None', 'Photocopy', 'Fax'; Weights = 80, 16, 4 }
    }
    Stages     = @(
        @{
            Kind      = 'paper'
            Vendor    = @{ Choice = 'Alder', 'Birch', 'Cedar', 'Hazel', 'Juniper', 'Larch', 'Maple', 'Rowan', 'Willow'; Weights = 3, 2, 3, 2, 2, 4, 1, 2, 2 }
            PaperSize = @{ DependsOn = 'paper.vendor'; Cases = @{ Alder = 'Letter'; Cedar = 'Letter'; Maple = 'Letter' }; Else = 'A4' }
            Dpi       = @{ Choice = 150, 200, 300; Weights = 1, 3, 2 }
        }
        @{ Kind = 'printedText' }
        @{
            Kind        = 'handwriting'
            Probability = 0.45
            Count       = @{ Choice = 1, 2, 3; Weights = 4, 2, 1 }
            MarkKinds   = @{ Choice = $null, @('Signature'), @('Underline'), @('CheckMark', 'Signature'); Weights = 4, 3, 1, 1 }
        }
        @{ Kind = 'stain'; Probability = 0.5; Kinds = 'Yellowing'; Strength = @{ Normal = 0.4, 0.2; Min = 0.1; Max = 0.9 } }
        @{ Kind = 'photocopy'; Probability = @{ DependsOn = 'parameters.copy'; Cases = @{ Photocopy = 1 }; Else = 0 } }
        @{ Kind = 'fax'; Probability = @{ DependsOn = 'parameters.copy'; Cases = @{ Fax = 1 }; Else = 0 } }
        # Folds, staples and holes, the scanner and its JPEG. Copies were scanned in greys.
        @{
            Kind      = 'condition'
            Condition = @{
                DependsOn = 'parameters.copy'
                Cases     = @{ None = @{ Choice = 'Scan', 'ScanGray', 'Mould', 'MouldGray'; Weights = 60, 28, 8, 4 } }
                Else      = 'ScanGray'
            }
        }
    )
}
