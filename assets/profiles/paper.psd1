# The pages of Shivashankara and Sameni, "A synthetic electrocardiogram (ECG) image generation toolbox to facilitate deep learning-based
# scanned ECG digitization" (2023): a standard page, then each of the paper's distortions in the paper's order.
@{
    Summary = 'What the paper of Shivashankara and Sameni generates'
    Stages  = @(
        # 2200 x 1700 pixels: US Letter at 200 dpi, reddish orange, twelve leads and a rhythm strip.
        @{
            Kind        = 'paper'
            PaperSize   = 'Letter'
            Dpi         = 200
            Layout      = '3x4+1'
            RhythmLeads = @{ Choice = 'II', 'V1', 'V2' }
            GridColor   = @{ Choice = 'E49D96', 'DE8E62', 'D6706C', 'E8A58C' }
        }
        # Section 3.3; the user chooses whether print may overlap the traces.
        @{ Kind = 'printedText'; Probability = 0.8; Overlap = @{ Choice = 'Allow', 'Avoid' } }
        # Section 3.4: a few words of medical text.
        @{ Kind = 'handwriting'; Probability = 0.5; Count = @{ Uniform = 1, 4 }; Overlap = @{ Choice = 'Allow', 'Avoid' } }
        # Section 3.5: quilted wrinkles, and creases as blurred lines (Algorithm 1).
        @{ Kind = 'wrinkle'; Probability = 0.5; Strength = @{ Uniform = 0.3, 0.9 } }
        @{
            Kind        = 'crease'
            Probability = 0.5
            Style       = 'Line'
            Count       = @{ Uniform = 2, 8 }
            Angle       = @{ Uniform = 0, 180 }
            Width       = @{ Uniform = 0.3, 1 }
            Strength    = @{ Uniform = 0.2, 0.7 }
        }
        # Section 3.6: an affine (Eq. 3) and a projective transform (Eq. 4).
        @{
            Kind        = 'affine'
            Probability = 0.5
            Rotation    = @{ Normal = 0, 2; Min = -5; Max = 5 }
            Scale       = @{ Uniform = 0.95, 1.05 }, @{ Uniform = 0.95, 1.05 }
            Shear       = @{ Normal = 0, 1; Min = -3; Max = 3 }, 0
        }
        @{ Kind = 'perspective'; Probability = 0.5; Yaw = @{ Uniform = -12, 12 }; Pitch = @{ Uniform = -12, 12 }; Roll = 0; Distance = 500 }
        @{ Kind = 'crop'; Fit = 'Sheet'; Margin = 0 }
        # Section 3.7: noise (Eqs. 5 to 7) and colour temperature, whose lower values are bluish as in the paper.
        @{
            Kind        = 'imageNoise'
            Probability = 0.7
            Gaussian    = @{ Uniform = 1, 12 }
            Poisson     = @{ Choice = $null, @{ Uniform = 1, 8 } }
            SaltPepper  = @{ Choice = $null, @{ LogUniform = 0.0005, 0.01 } }
        }
        @{ Kind = 'colorTemperature'; Probability = 0.5; Convention = 'WhiteBalance'; Kelvin = @{ LogUniform = 4000, 12000 } }
    )
}
