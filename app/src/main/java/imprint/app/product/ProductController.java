package imprint.app.product;

import imprint.app.page.PageQuery;
import imprint.workflows.audit.Actor;
import imprint.workflows.product.ProductState;
import imprint.workflows.product.Products;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.Valid;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.data.domain.Sort;
import org.springframework.data.web.PagedModel;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/products")
class ProductController {

    private final Products products;

    ProductController(Products products) {
        this.products = products;
    }

    @GetMapping
    @Operation(summary = "List products")
    PagedModel<ProductView> list(
            @Parameter(description = "NEW: those that a device told, and nobody has accepted yet")
                    @RequestParam(required = false)
                    @Nullable
                    ProductState state,
            @ParameterObject PageQuery page) {
        var asked = page.sortedBy(Sort.by("name"), "name", "state", "cloneable", "createdAt");
        return new PagedModel<>(products.list(state, asked).map(ProductView::of));
    }

    @GetMapping("/{id}")
    @Operation(summary = "Show a product")
    ProductView get(@PathVariable UUID id) {
        return ProductView.of(products.get(id));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary =
                    "Add a product, or accept the one of this name that a device told: letter case and spaces make no difference")
    ProductView add(@Valid @RequestBody NewProduct product, Actor actor) {
        return ProductView.of(
                products.add(product.name(), Objects.requireNonNullElse(product.cloneable(), true), actor));
    }

    @PostMapping("/{id}/acceptance")
    @Operation(summary = "Accept a product that a device told: image files may be added for it")
    ProductView accept(@PathVariable UUID id, Actor actor) {
        return ProductView.of(products.accept(id, actor));
    }

    @PatchMapping("/{id}")
    @Operation(summary = "Say whether devices of a product may be cloned")
    ProductView change(@PathVariable UUID id, @Valid @RequestBody ProductChange change, Actor actor) {
        return ProductView.of(products.mayBeCloned(id, change.cloneable(), actor));
    }
}
